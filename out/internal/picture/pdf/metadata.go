package pdf

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"math"
	"unicode/utf16"
)

// metadata says in XMP (ISO 16684-1) what the file is called and what it keeps to. The identifier of PDF/UA is
// described too, because PDF/A takes no property that neither it nor the file describes (ISO 19005-2, 6.6.2.3).
func (d *document) metadata() ref {
	return d.plainStream("/Type /Metadata /Subtype /XML",
		fmt.Appendf(nil, `<?xpacket begin="`+"\uFEFF"+`" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%[1]s</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%[2]s</rdf:li></rdf:Alt></dc:description>
<pdf:Producer>%[3]s</pdf:Producer>
<xmp:CreatorTool>%[3]s</xmp:CreatorTool>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`, xmlText(d.figure.Title), xmlText(d.figure.Says), producer))
}

func xmlText(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a buffer takes everything
	return b.String()
}

// outputIntent says that colours are sRGB (14.11.5).
func (d *document) outputIntent() ref {
	profile := d.stream("/N 3", sRGB())
	return d.add(fmt.Sprintf("<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) "+
		"/DestOutputProfile %v >>", profile))
}

// sRGB is the colour space of IEC 61966-2-1 as an ICC profile (ISO 15076-1), seen under D50 as profiles are.
func sRGB() []byte {
	curve := parametric(2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", localized("sRGB")},
		{"cprt", localized("no rights reserved")},
		{"wtpt", xyz(0.9642, 1, 0.8249)},
		{"rXYZ", xyz(0.4360747, 0.2225045, 0.0139322)},
		{"gXYZ", xyz(0.3850649, 0.7168786, 0.0971045)},
		{"bXYZ", xyz(0.1430804, 0.0606169, 0.7141733)},
		{"rTRC", curve},
		{"gTRC", curve},
		{"bTRC", curve},
		// from D65, which sRGB is defined under, by Bradford's method
		{"chad", append([]byte("sf32\x00\x00\x00\x00"), fixed(1.0478112, 0.0228866, -0.050127, 0.0295424, 0.9904844,
			-0.0170491, -0.0092345, 0.0150436, 0.7521316)...)},
	}
	const headLength, entryLength = 128, 12
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	offset := headLength + 4 + entryLength*len(tags)
	var data []byte
	for _, tag := range tags {
		table = append(table, tag.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(offset+len(data)))
		table = binary.BigEndian.AppendUint32(table, uint32(len(tag.data)))
		data = append(data, tag.data...)
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
	}
	head := make([]byte, headLength)
	binary.BigEndian.PutUint32(head, uint32(offset+len(data)))
	copy(head[8:], "\x04\x30\x00\x00mntrRGB XYZ ") // version 4.3, a display
	copy(head[24:], "\x07\xDF\x00\x01\x00\x01")    // a date must stand here: that of the standard's edition in use
	copy(head[36:], "acsp")
	copy(head[68:], fixed(0.9642, 1, 0.8249))
	return append(append(head, table...), data...)
}

// fixed writes numbers with sixteen bits behind the point.
func fixed(values ...float64) []byte {
	var b []byte
	for _, v := range values {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	return b
}

func xyz(x, y, z float64) []byte { return append([]byte("XYZ \x00\x00\x00\x00"), fixed(x, y, z)...) }

// parametric is a curve that is a power above d and straight below (ISO 15076-1, 10.18, function type 3).
func parametric(g, a, b, c, d float64) []byte {
	return append([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"), fixed(g, a, b, c, d)...)
}

// localized is text in one language, American English.
func localized(text string) []byte {
	const headLength = 28
	units := utf16.Encode([]rune(text))
	b := []byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0CenUS")
	b = binary.BigEndian.AppendUint32(b, uint32(2*len(units)))
	b = binary.BigEndian.AppendUint32(b, headLength)
	for _, unit := range units {
		b = binary.BigEndian.AppendUint16(b, unit)
	}
	return b
}
