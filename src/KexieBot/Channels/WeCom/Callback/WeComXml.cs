using System.Xml;
using System.Xml.Linq;

namespace KexieBot.Channels.WeCom.Callback;

/// <summary>Reads the platform's XML without DTDs, entities or anything outside the text. Names are found whatever their case: the documentation itself mixes AgentID and AgentId.</summary>
internal static class WeComXml
{
    private const int MaxCharacters = 1 << 20;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The root element, or null for anything that is not well-formed XML free of DTDs.</summary>
    public static XElement? TryParse(string xml)
    {
        try
        {
            using var text = new StringReader(xml);
            using var reader = XmlReader.Create(text, Settings);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    public static XElement? Child(this XElement element, string name) =>
        element.Elements().FirstOrDefault(e => e.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements().Where(e => e.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static string Text(this XElement element, string name) => element.Child(name)?.Value.Trim() ?? "";
}
