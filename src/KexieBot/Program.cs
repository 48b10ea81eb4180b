using KexieBot.Cli;

return await KexieCli.RunAsync(args);
