using KexieBot.Core.Chat;
using KexieBot.Core.Commands;
using KexieBot.Core.Commands.Shared;
using KexieBot.Core.Delivery;
using KexieBot.Core.Evidence;
using KexieBot.Core.Ledger;
using KexieBot.Core.Reminders;
using KexieBot.Core.Roster;
using Microsoft.Extensions.DependencyInjection;

namespace KexieBot.Core;

/// <summary>The core's services. The host adds what they stand on: IDatabase, <see cref="OfficeClock"/>, the work calendar, the <see cref="ReminderRules"/>, the <see cref="EvidenceFolder"/> and logging.</summary>
public static class CoreServices
{
    public static IServiceCollection AddCoreServices(this IServiceCollection services)
    {
        services.AddSingleton<StoreRoom>();
        services.AddSingleton<Ledger.Ledger>();
        services.AddSingleton<LedgerReader>();
        services.AddSingleton<LedgerVerification>();
        services.AddSingleton<LedgerBackup>();
        services.AddSingleton<PlanRevisions>();
        services.AddSingleton<PlanImporting>();
        services.AddSingleton<PlanRemoval>();
        services.AddSingleton<RosterStore>();
        services.AddSingleton<RosterEdits>();
        services.AddSingleton<RosterImporting>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<SubscribedGroups>();
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<UnreachablePersons>();
        services.AddSingleton<Recalls>();
        services.AddSingleton<Reach>();
        services.AddSingleton<EvidenceFiles>();
        services.AddSingleton<ChatBot>();
        services.AddSingleton<CommandRegistry>();
        services.AddSingleton<Conversations>();
        services.AddSingleton<GivenAnswers>();
        services.AddSingleton<Pages>();
        services.AddSingleton<OfficeHours>();
        services.AddSingleton<NudgeRules>();
        services.AddSingleton<ItemFinder>();
        services.AddSingleton<ItemRows>();
        services.AddSingleton<LedgerFiles>();
        services.AddSingleton<ImportFiles>();
        services.AddSingleton<ReplyFiles>();
        services.AddSingleton<WaitingForOffice>();
        services.AddSingleton<RestoreMeasure>();
        services.AddSingleton<CardNews>();
        services.AddSingleton<Strangers>();
        return services.AddCommands();
    }

    // The order is the order of the help.
    private static IServiceCollection AddCommands(this IServiceCollection services) => services
        .AddSingleton<ChatCommand, MyTasks>()
        .AddSingleton<ChatCommand, DueList>()
        .AddSingleton<ChatCommand, MeasureDetail>()
        .AddSingleton<ChatCommand, Report>()
        .AddSingleton<ChatCommand, Sign>()
        .AddSingleton<ChatCommand, RequestClose>()
        .AddSingleton<ChatCommand, ReviewClose>()
        .AddSingleton<ChatCommand, RequestExtension>()
        .AddSingleton<ChatCommand, ReviewExtension>()
        .AddSingleton<ChatCommand, Dispute>()
        .AddSingleton<ChatCommand, ReviewDispute>()
        .AddSingleton<ChatCommand, AddEvidence>()
        .AddSingleton<ChatCommand, OfficeMoves>()
        .AddSingleton<ChatCommand, PlanEdits>()
        .AddSingleton<ChatCommand, AddMeasure>()
        .AddSingleton<ChatCommand, Import>()
        .AddSingleton<ChatCommand, RemovePlan>()
        .AddSingleton<ChatCommand, HandOver>()
        .AddSingleton<ChatCommand, Bulletin>()
        .AddSingleton<ChatCommand, ChangeLog>()
        .AddSingleton<ChatCommand, Export>()
        .AddSingleton<ChatCommand, Undelivered>()
        .AddSingleton<ChatCommand, History>()
        .AddSingleton<ChatCommand, PlanSummary>()
        .AddSingleton<ChatCommand, UnitStatus>()
        .AddSingleton<ChatCommand, LightList>()
        .AddSingleton<ChatCommand, NotReported>()
        .AddSingleton<ChatCommand, ProblemList>()
        .AddSingleton<ChatCommand, Compare>()
        .AddSingleton<ChatCommand, Ranking>()
        .AddSingleton<ChatCommand, AskLiaison>()
        .AddSingleton<ChatCommand, Urge>()
        .AddSingleton<ChatCommand, Instruct>()
        .AddSingleton<ChatCommand, OwnSettings>()
        .AddSingleton<ChatCommand, Undo>()
        .AddSingleton<ChatCommand, NothingAsked>()
        .AddSingleton<ChatCommand, Smalltalk>()
        .AddSingleton<ChatCommand, Help>();
}
