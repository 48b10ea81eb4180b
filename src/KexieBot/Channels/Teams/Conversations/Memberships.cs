using KexieBot.Channels.Teams.Cards;
using KexieBot.Channels.Teams.Connector;
using KexieBot.Channels.Teams.Protocol;
using KexieBot.Core;
using KexieBot.Core.Chat;
using KexieBot.Core.Delivery;

namespace KexieBot.Channels.Teams.Conversations;

/// <summary>The bot comes and goes: it says once why it is there, and learns or forgets whom it can reach.</summary>
internal sealed partial class Memberships(
    ChatBot bot, TeamsPeople people, TeamsAddresses addresses, SubscribedGroups groups, ConnectorClient connector, ReplyDelivery delivery, OfficeClock clock, ILogger<Memberships> log)
{
    /// <summary>What a newcomer would ask.</summary>
    private const string FirstQuestion = "帮助";

    /// <summary>Of five hundred: the platform's own bound of a team.</summary>
    private const int MostPages = 50;

    private static Reply GroupWelcome { get; } = Reply.Of("科协Bot 来了：督办任务的提醒和报送，都在与我的单聊里。") with
    {
        Lines = ["在群里 @我 可以问“进展汇总”；办公室或领导说“订阅周报”，本群每周收一次汇总，只有数字，不点名单位。", "KexieBot reminds and takes reports in the personal chat; here ask “status”, or “subscribe weekly summary”."],
    };

    /// <summary>A setup policy installs for a whole district at once: to learn who they all are, and to write to them, takes its time at the platform's pace.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan AskFor = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    /// <summary>An install is told twice, as installationUpdate and as conversationUpdate, in either order; updates of the app (add-upgrade, remove-upgrade) change nothing.</summary>
    /// <returns>False where it failed: Teams may bring it again.</returns>
    public async Task<bool> UpdateAsync(Activity activity, ConversationReference reference)
    {
        using var scope = TurnScope.Begin(log, activity);
        var isWhole = true;
        try
        {
            if (activity is { Type: "installationUpdate", Action: "remove" } || HasBot(activity, activity.MembersRemoved))
                await LeaveAsync(activity, reference);
            else if (activity is { Type: "installationUpdate", Action: "add" } || HasBot(activity, activity.MembersAdded))
                isWhole = await ArriveAsync(activity, reference);
            foreach (var member in (activity.MembersAdded ?? []).Where(member => member.Id != activity.Recipient?.Id))
                await people.LearnAsync(member, reference, activity.IsPersonal());
            return isWhole;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.UpdateFailed(log, fault);
            return false;
        }
    }

    private async Task LeaveAsync(Activity activity, ConversationReference reference)
    {
        var isPersonal = activity.IsPersonal();
        if (isPersonal && activity.From?.AadObjectId is { Length: > 0 } id)
            await addresses.ForgetAsync(id);
        if (!isPersonal)
            await ForgetGroupAsync(reference.ConversationId);
        await addresses.ForgetWelcomeAsync(reference.ConversationId);
        Log.Left(log, isPersonal);
    }

    private async Task ForgetGroupAsync(string conversationId)
    {
        await addresses.ForgetGroupAsync(conversationId);
        await groups.RemoveAsync(new GroupAddress(ChannelKind.Teams, conversationId.Split(';')[0]));
    }

    /// <returns>False where the platform could not be asked whom to welcome.</returns>
    private async Task<bool> ArriveAsync(Activity activity, ConversationReference reference)
    {
        if (activity.From is not { Id.Length: > 0 } from || from.Id == activity.Recipient?.Id || !await addresses.ClaimWelcomeAsync(reference.ConversationId))
            return true;
        var isPersonal = activity.IsPersonal();
        Log.Arrived(log, isPersonal);
        var isGiven = false;
        try
        {
            // A group is greeted as a whole: whoever added the bot may be nobody that the roster knows.
            var welcome = isPersonal ? await WelcomeAsync(activity, reference) : GroupWelcomeFor(activity, reference);
            isGiven = welcome is not null && await delivery.SendAsync(reference, welcome, Deadline);
            if (!isPersonal)
                await LearnMembersAsync(activity, reference);
            return welcome is not null;
        }
        finally
        {
            await (isGiven ? addresses.WelcomedAsync(reference.ConversationId) : addresses.ForgetWelcomeAsync(reference.ConversationId));
        }
    }

    /// <summary>Null where the platform does not say who it is: better no word than that somebody on the roster is not.</summary>
    private async Task<TurnReply?> WelcomeAsync(Activity activity, ConversationReference reference)
    {
        var end = clock.Time.GetUtcNow() + Deadline;
        var (sender, isSettled) = await people.RecogniseAsync(activity, reference, AskFor);
        while (!isSettled && clock.Time.GetUtcNow() < end && await delivery.WaitedAsync(AskAgainAfter))
            (sender, isSettled) = await people.RecogniseAsync(activity, reference, AskFor);
        if (!isSettled)
            return null;
        var message = InboundTranslator.OfInstall(activity, sender, FirstQuestion);
        using var deadline = new CancellationTokenSource(Deadline, clock.Time);
        return new TurnReply(message.MessageId, sender, await bot.RespondAsync(message, deadline.Token), new CardTarget(MessageId.Nonce(message.MessageId), clock.Now));
    }

    private TurnReply GroupWelcomeFor(Activity activity, ConversationReference reference)
    {
        var group = new ChannelAccount(ChannelKind.Teams, reference.ConversationId) { IsGroup = true };
        var messageId = InboundTranslator.OfInstall(activity, group, FirstQuestion).MessageId;
        return new TurnReply(messageId, group, GroupWelcome, new CardTarget(MessageId.Nonce(messageId), clock.Now)) { IsGroup = true };
    }

    /// <summary>Whoever is in the team can be nudged from now on without having written first.</summary>
    private async Task LearnMembersAsync(Activity activity, ConversationReference reference)
    {
        await addresses.LearnAsync(activity.From!, reference, isPersonal: false);
        using var deadline = new CancellationTokenSource(Deadline, clock.Time);
        string? next = null;
        for (var page = 0; page < MostPages; page++)
        {
            if (await connector.GetPagedMembersAsync(reference, next, deadline.Token) is not ConnectorAnswer.Done done
                || ConnectorClient.Parse(done.Body, TeamsJson.Wire.PagedMembersResult) is not { Members: { } members } result)
                return;
            await Task.WhenAll(members.Select(member => LearnAsync(member with { AadObjectId = member.AadObjectId ?? member.ObjectId }, reference)));
            if (string.IsNullOrEmpty(next = result.ContinuationToken))
                return;
        }
    }

    private async Task LearnAsync(TeamsChannelAccount member, ConversationReference reference)
    {
        await addresses.LearnAsync(member, reference, isPersonal: false);
        if (member is { AadObjectId: { Length: > 0 } id, UserPrincipalName: { Length: > 0 } upn })
            await addresses.RememberUpnAsync(id, upn.ToLowerInvariant());
    }

    private static bool HasBot(Activity activity, IReadOnlyList<TeamsChannelAccount>? members) =>
        activity.Recipient?.Id is { Length: > 0 } bot && members?.Any(member => member.Id == bot) is true;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The bot was installed, in a personal chat: {IsPersonal}.")]
        public static partial void Arrived(ILogger logger, bool isPersonal);

        [LoggerMessage(Level = LogLevel.Information, Message = "The bot was uninstalled, in a personal chat: {IsPersonal}.")]
        public static partial void Left(ILogger logger, bool isPersonal);

        [LoggerMessage(Level = LogLevel.Error, Message = "An install or membership update failed.")]
        public static partial void UpdateFailed(ILogger logger, Exception fault);
    }
}
