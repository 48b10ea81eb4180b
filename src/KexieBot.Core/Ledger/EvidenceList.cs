using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KexieBot.Core.Ledger;

/// <summary>An item's evidence. Equal where it holds the same, so that an item compares by what it says.</summary>
[JsonConverter(typeof(Json))]
[CollectionBuilder(typeof(EvidenceList), nameof(Create))]
public sealed class EvidenceList : IReadOnlyList<EvidencePiece>, IEquatable<EvidenceList>
{
    private readonly EvidencePiece[] pieces;

    private EvidenceList(EvidencePiece[] pieces)
    {
        this.pieces = pieces;
    }

    public static EvidenceList None { get; } = new([]);

    public int Count => pieces.Length;

    public EvidencePiece this[int index] => pieces[index];

    public static EvidenceList Create(ReadOnlySpan<EvidencePiece> pieces) => pieces.IsEmpty ? None : new(pieces.ToArray());

    public bool Equals(EvidenceList? other) => other is not null && pieces.AsSpan().SequenceEqual(other.pieces);

    public override bool Equals(object? obj) => Equals(obj as EvidenceList);

    public override int GetHashCode() => pieces.Length;

    public IEnumerator<EvidencePiece> GetEnumerator() => ((IEnumerable<EvidencePiece>)pieces).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Json : JsonConverter<EvidenceList>
    {
        public override EvidenceList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Create(JsonSerializer.Deserialize<EvidencePiece[]>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, EvidenceList value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.pieces, options);
    }
}
