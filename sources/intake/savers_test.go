package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"relgraph/sources"
	"relgraph/sources/intake"
)

// savers are programs that save graphs, each with a file made in the way in which it writes one: two actors, Ann
// Example and Bo Sample, who met.
var savers = []struct{ name, file, text string }{
	{"igraph for Python", "net.graphml", `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<!-- Created by igraph 0.10.2 -->
  <key id="v_id" for="node" attr.name="id" attr.type="string"/>
  <key id="v_label" for="node" attr.name="label" attr.type="string"/>
  <key id="e_relation" for="edge" attr.name="relation" attr.type="string"/>
  <graph id="G" edgedefault="undirected">
    <node id="n0"><data key="v_id">ann</data><data key="v_label">Ann Example</data></node>
    <node id="n1"><data key="v_id">bo</data><data key="v_label">Bo Sample</data></node>
    <edge source="n1" target="n0"><data key="e_relation">meeting</data></edge>
  </graph>
</graphml>`},
	{"igraph for R", "net.graphml", `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="v_name" for="node" attr.name="name" attr.type="string"/>
  <key id="e_type" for="edge" attr.name="type" attr.type="string"/>
  <key id="e_weight" for="edge" attr.name="weight" attr.type="double"/>
  <graph id="G" edgedefault="undirected">
    <node id="n0"><data key="v_name">Ann Example</data></node>
    <node id="n1"><data key="v_name">Bo Sample</data></node>
    <edge source="n0" target="n1"><data key="e_type">meeting</data><data key="e_weight">NaN</data></edge>
  </graph>
</graphml>`},
	{"Gephi, GraphML", "net.graphml",
		`<?xml version="1.0" encoding="UTF-8"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key attr.name="label" attr.type="string" for="node" id="label"/>
<key attr.name="Edge Label" attr.type="string" for="edge" id="edgelabel"/>
<key attr.name="weight" attr.type="double" for="edge" id="weight"/>
<key attr.name="r" attr.type="int" for="node" id="r"/><key attr.name="x" attr.type="float" for="node" id="x"/><key attr.name="size" attr.type="float" for="node" id="size"/>
<graph edgedefault="undirected">
<node id="a"><data key="label">Ann Example</data><data key="size">10.0</data><data key="r">1</data><data key="x">-12.5</data></node>
<node id="b"><data key="label">Bo Sample</data><data key="size">10.0</data></node>
<edge id="e" source="a" target="b" label="meeting"><data key="edgelabel">met at sea</data><data key="weight">1.0</data></edge>
</graph></graphml>`},
	{"Gephi, GEXF", "net.gexf", `<?xml version='1.0' encoding='UTF-8'?>
<gexf xmlns="http://gexf.net/1.3" version="1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd">
  <meta lastmodifieddate="2024-01-02"><creator>Gephi 0.10.1</creator></meta>
  <graph defaultedgetype="undirected" mode="static">
    <nodes><node id="a" label="Ann Example"><viz:size value="10.0"></viz:size><viz:position x="1" y="2"></viz:position></node><node id="b" label="Bo Sample"></node></nodes>
    <edges><edge id="0" source="a" target="b" kind="meeting" weight="1.0"></edge></edges>
  </graph>
</gexf>`},
	{"Gephi, table of edges", "edges.csv",
		"Source,Target,Type,Kind,Id,Label,timeset,Weight\nAnn Example,Bo Sample,Undirected,meeting,0,,,1.0\n"},
	{"NetworkX, GraphML", "net.graphml", `<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><key id="d0" for="edge" attr.name="kind" attr.type="string"/>
<graph edgedefault="undirected"><node id="Ann Example"/><node id="Bo Sample"/><edge source="Ann Example" target="Bo Sample" id="0"><data key="d0">meeting</data></edge></graph></graphml>`},
	{"NetworkX, node-link", "net.json",
		`{"directed": false, "multigraph": false, "graph": {}, "nodes": [{"id": "Ann Example"}, {"id": "Bo Sample"}], "links": [{"kind": "meeting", "source": "Ann Example", "target": "Bo Sample"}]}`},
	{"ElementTree, with prefixes", "net.xml",
		`<ns0:graphml xmlns:ns0="http://graphml.graphdrawing.org/xmlns"><ns0:key id="k" for="edge" attr.name="kind" attr.type="string"/><ns0:graph edgedefault="undirected">
<ns0:node id="Ann Example"/><ns0:node id="Bo Sample"/><ns0:edge source="Ann Example" target="Bo Sample"><ns0:data key="k">meeting</ns0:data></ns0:edge></ns0:graph></ns0:graphml>`},
	{"yEd", "net.graphml", `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml" xmlns:yed="http://www.yworks.com/xml/yed/3">
  <key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d10" yfiles.type="edgegraphics"/><key attr.name="Description" attr.type="string" for="graph" id="d0"/>
  <graph edgedefault="directed" id="G"><data key="d0" xml:space="preserve"/>
    <node id="n0"><data key="d6"><y:ShapeNode><y:Geometry height="30.0" width="30.0" x="1" y="2"/><y:NodeLabel alignment="center">Ann Example<y:LabelModel><y:SmartNodeLabelModel distance="4.0"/></y:LabelModel></y:NodeLabel></y:ShapeNode></data></node>
    <node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Bo Sample</y:NodeLabel></y:ShapeNode></data></node>
    <edge id="e0" source="n0" target="n1"><data key="d10"><y:PolyLineEdge><y:Arrows source="none" target="none"/><y:EdgeLabel>meeting</y:EdgeLabel></y:PolyLineEdge></data></edge>
  </graph>
</graphml>`},
	{"yEd Live", "net.graphml", `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/yfiles-common/3.0" xmlns:x="http://www.yworks.com/xml/yfiles-common/markup/3.0">
  <key id="d5" for="node" attr.name="NodeLabels" y:attr.uri="http://www.yworks.com/xml/yfiles-common/2.0/NodeLabels"/>
  <key id="d9" for="edge" attr.name="EdgeLabels" y:attr.uri="http://www.yworks.com/xml/yfiles-common/2.0/EdgeLabels"/>
  <graph id="G" edgedefault="undirected">
    <node id="n0"><data key="d5"><x:List><y:Label><y:Label.Text>Ann Example</y:Label.Text></y:Label></x:List></data></node>
    <node id="n1"><data key="d5"><x:List><y:Label><y:Label.Text>Bo Sample</y:Label.Text></y:Label></x:List></data></node>
    <edge id="e0" source="n0" target="n1"><data key="d9"><x:List><y:Label><y:Label.Text>meeting</y:Label.Text></y:Label></x:List></data></edge>
  </graph>
</graphml>`},
	{"graph-tool", "net.xml", `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <!-- property keys -->
  <key id="key0" for="node" attr.name="name" attr.type="string" />
  <key id="key1" for="edge" attr.name="kind" attr.type="string" />
  <key id="key2" for="node" attr.name="pos" attr.type="vector_double" />
  <graph id="G" edgedefault="undirected" parse.nodeids="canonical" parse.edgeids="canonical" parse.order="nodesfirst">
    <node id="n0"><data key="key0">Ann Example</data><data key="key2">0x1.8p+1, 0x1p+0</data></node>
    <node id="n1"><data key="key0">Bo Sample</data></node>
    <edge id="e0" source="n0" target="n1"><data key="key1">meeting</data></edge>
  </graph>
</graphml>`},
	{"Cytoscape, GraphML", "net.graphml", `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="name" for="node" attr.name="name" attr.type="string"/><key id="sn" for="node" attr.name="shared name" attr.type="string"/><key id="sel" for="node" attr.name="selected" attr.type="boolean"/>
  <key id="interaction" for="edge" attr.name="interaction" attr.type="string"/>
  <graph edgedefault="undirected" id="net">
    <node id="62"><data key="name">Ann Example</data><data key="sn">Ann Example</data><data key="sel">false</data></node>
    <node id="63"><data key="name">Bo Sample</data><data key="sn">Bo Sample</data></node>
    <edge source="62" target="63"><data key="interaction">meeting</data></edge>
  </graph>
</graphml>`},
	{"Cytoscape, cyjs", "net.cyjs",
		`{"format_version": "1.0", "generated_by": "cytoscape-3.10.1", "data": {"shared_name": "net", "name": "net", "SUID": 52},
"elements": {"nodes": [{"data": {"id": "62", "shared_name": "Ann Example", "name": "Ann Example", "SUID": 62, "selected": false}, "position": {"x": 1, "y": 2}, "selected": false},
{"data": {"id": "63", "name": "Bo Sample", "SUID": 63}}], "edges": [{"data": {"id": "64", "source": "62", "target": "63", "interaction": "meeting", "SUID": 64}, "selected": false}]}}`},
	{"visone", "net.graphml", `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:visone="http://visone.info/xmlns">
  <key attr.name="label" attr.type="string" for="node" id="d0"/><key attr.name="kind" attr.type="string" for="edge" id="d1"/><key for="node" id="d2" visone.type="nodegraphics"/>
  <graph edgedefault="undirected" id="G">
    <node id="n0"><data key="d0">Ann Example</data><data key="d2"><visone:shapeNode><visone:position x="1" y="2"/></visone:shapeNode></data></node>
    <node id="n1"><data key="d0">Bo Sample</data></node>
    <edge id="e0" source="n0" target="n1"><data key="d1">meeting</data></edge>
  </graph>
</graphml>`},
	{"Tulip", "net.graphml", `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="viewLabel" for="node" attr.name="viewLabel" attr.type="string"/><key id="kind" for="edge" attr.name="kind" attr.type="string"/>
<graph id="graph" edgedefault="undirected"><node id="0"><data key="viewLabel">Ann Example</data></node><node id="1"><data key="viewLabel">Bo Sample</data></node>
<edge id="0" source="0" target="1"><data key="kind">meeting</data></edge></graph></graphml>`},
	{"Maltego", "net.graphml", `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><VersionInfo createdBy="Maltego" version="4.6"/><key for="node" id="d0" attr.name="MaltegoEntity"/><key for="edge" id="d1" attr.name="MaltegoLink"/>
<graph edgedefault="directed" id="G">
<node id="n0"><data key="d0"><mtg:MaltegoEntity xmlns:mtg="http://maltego.paterva.com/xml/mtgx" type="maltego.Person"><mtg:Properties displayValue="person.fullname" value="person.fullname"><mtg:Property displayName="Full Name" name="person.fullname" type="string"><mtg:Value>Ann Example</mtg:Value></mtg:Property></mtg:Properties></mtg:MaltegoEntity></data></node>
<node id="n1"><data key="d0"><mtg:MaltegoEntity xmlns:mtg="http://maltego.paterva.com/xml/mtgx" type="maltego.Person"><mtg:Properties value="person.fullname"><mtg:Property name="person.fullname"><mtg:Value>Bo Sample</mtg:Value></mtg:Property></mtg:Properties></mtg:MaltegoEntity></data></node>
<edge id="e0" source="n0" target="n1"><data key="d1"><mtg:MaltegoLink xmlns:mtg="http://maltego.paterva.com/xml/mtgx" type="maltego.link.manual-link"><mtg:Properties><mtg:Property name="maltego.link.manual.type"><mtg:Value>meeting</mtg:Value></mtg:Property></mtg:Properties></mtg:MaltegoLink></data></edge>
</graph></graphml>`},
	{"APOC", "net.graphml", `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="name" for="node" attr.name="name"/><key id="labels" for="node" attr.name="labels"/><key id="label" for="edge" attr.name="label"/>
<graph id="G" edgedefault="directed"><node id="n0" labels=":Person"><data key="labels">:Person</data><data key="name">Ann Example</data></node><node id="n1" labels=":Person"><data key="labels">:Person</data><data key="name">Bo Sample</data></node>
<edge id="e0" source="n0" target="n1" label="meeting"><data key="label">meeting</data></edge></graph></graphml>`},
	{"NodeXL", "net.graphml", `<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="V-Label" for="node" attr.name="Label" attr.type="string"/><key id="V-Color" for="node" attr.name="Color" attr.type="string"/><key id="E-Relationship" for="edge" attr.name="Relationship" attr.type="string"/>
<graph edgedefault="undirected"><node id="ann"><data key="V-Label">Ann Example</data><data key="V-Color">Red</data></node><node id="bo"><data key="V-Label">Bo Sample</data></node>
<edge source="ann" target="bo"><data key="E-Relationship">meeting</data></edge></graph></graphml>`},
}

// TestWhatOthersSaved reads the same two people and their meeting from each.
func TestWhatOthersSaved(t *testing.T) {
	for _, s := range savers {
		im := intake.Read([]intake.Input{{File: s.file, Data: []byte(s.text)}}, intake.Options{})
		if err := im.Problems.Err(); err != nil {
			t.Errorf("%s: %v", s.name, err)
			continue
		}
		d, _ := im.Open(sources.Options{AllowUnsourced: true})
		var got []string
		for i := range d.Actors {
			got = append(got, d.Actors[i].Name)
		}
		for i := range d.Claims {
			c := &d.Claims[i]
			got = append(got, fmt.Sprintf("%s of %d with %d", c.Kind, len(c.Actors), len(c.Recipients)))
		}
		if diff := cmp.Diff([]string{"Ann Example", "Bo Sample", "meeting of 1 with 1"}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s\n%s", s.name, diff, strings.TrimSpace(fmt.Sprint(im.Problems)))
		}
	}
}
