namespace KexieBot.Core.Plans.Text;

/// <summary>A paragraph with noise taken out. <see cref="Marks.Gap"/> and <see cref="Marks.Cut"/> stand where text is missing.</summary>
/// <param name="Depth">Its level in a tree; null where its text must tell it.</param>
internal sealed record Paragraph(int Line, string Text, int? Depth = null);

internal static class Marks
{
    /// <summary>The source left text out here.</summary>
    public const char Gap = '\ue000';

    /// <summary>The source ends here before its text does.</summary>
    public const char Cut = '\ue001';

    /// <summary>What papers set before an item that they do not number.</summary>
    public const string Bullets = "★☆◆◇■□●○▲△▶►•";
}
