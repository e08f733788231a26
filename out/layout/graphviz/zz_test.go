package graphviz_test
import ("testing";"fmt";"math/rand/v2";"context";"os";"regexp";"relgraph/out/layout";"relgraph/out/layout/graphviz")
type rec struct{dot []byte; n int; err error}
func (r *rec) Place(ctx context.Context, dot []byte) ([]byte,error) { r.n++; if r.n>1 {return nil,fmt.Errorf("second")}; r.dot=dot; return graphviz.Engine{}.Place(ctx,dot)}
func TestZZ(t *testing.T){ best:=map[string]int{}; count:=map[string]int{}; re:=regexp.MustCompile(`".*?"|\d+`)
 tot:=0
 for seed:=range uint64(6000) { r:=rand.New(rand.NewPCG(seed,9)); var g layout.Graph; ng:=r.IntN(4); gs:=[]layout.GroupID{""}
  for i:=range ng { g.Groups=append(g.Groups,layout.Group{ID:layout.GroupID(fmt.Sprint("g",i)),Parent:gs[r.IntN(len(gs))]}); gs=append(gs,g.Groups[i].ID)}
  n:=1+r.IntN(8); for i:=range n { g.Nodes=append(g.Nodes,layout.Node{ID:layout.NodeID(fmt.Sprint("n",i)),Group:gs[r.IntN(len(gs))],Width:40+float64(r.IntN(60)),Height:30})}
  m:=r.IntN(12); loose:=os.Getenv("LOOSE")!=""; g.NodeSep=12; for i:=range m { e:=layout.Edge{ID:layout.EdgeID(fmt.Sprint("e",i)),From:g.Nodes[r.IntN(n)].ID,To:g.Nodes[r.IntN(n)].ID,Loose:loose&&r.IntN(3)==0}; if r.IntN(2)==0{e.LabelWidth,e.LabelHeight=50,14}; if os.Getenv("WEIGHT")!=""{e.Weight=r.IntN(4)}; g.Edges=append(g.Edges,e)}
  if os.Getenv("ORDERED")!=""{g.Ordered=true}; if os.Getenv("ALIGNED")!=""{g.Aligned=true}; if os.Getenv("NOLABEL")!="" {for i:=range g.Edges{g.Edges[i].LabelWidth,g.Edges[i].LabelHeight=0,0}}
  tot++
  rc:=&rec{}; _,err:=layout.Place(context.Background(),rc,g); if err!=nil { k:=re.ReplaceAllString(err.Error(),"*"); count[k]++; if b,ok:=best[k]; !ok||len(rc.dot)<b {best[k]=len(rc.dot); os.WriteFile(fmt.Sprintf("/tmp/exp/zz-%d.dot",len(k)),append([]byte("// "+err.Error()+"\n"),rc.dot...),0644)}}}
 fmt.Println(tot,count)}
