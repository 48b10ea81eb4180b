using System.Xml;
using System.Xml.Linq;

namespace KexieBot.Channels.WeCom.Callback;

/// <summary>Reads the platform's XML without DTDs, entities or anything outside the text. Names are found whatever their case: the documentation itself mixes AgentID and AgentId.</summary>
internal static class WeComXml
{
    private const int MaxCharacters = 1 << 20;

    // The platform's own go down to six.
    private const int MaxDepth = 16;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The root element, or null for anything that is not well-formed XML free of DTDs, or nested as no callback is.</summary>
    public static XElement? TryParse(string xml)
    {
        try
        {
            if (IsTooDeep(xml))
                return null;
            using var reader = Read(xml);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // What is made of elements recurses over them, and a stack that overflows cannot be caught.
    private static bool IsTooDeep(string xml)
    {
        using var reader = Read(xml);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
                return true;
        }

        return false;
    }

    private static XmlReader Read(string xml) => XmlReader.Create(new StringReader(xml), Settings);

    public static XElement? Child(this XElement element, string name) =>
        element.Elements().FirstOrDefault(e => e.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements().Where(e => e.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static string Text(this XElement element, string name) => element.Child(name)?.Value.Trim() ?? "";
}
