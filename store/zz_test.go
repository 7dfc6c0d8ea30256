package store
import ("testing";"fmt";"os";"time";"thidua";"context";"syscall")
func TestZZ(t *testing.T){
 for _, url := range []string{"file:/tmp/store/mem/a.db", freshRedis(t)} {
 s,err:=Open(context.Background(),url); if err!=nil{t.Fatal(err)}
 body:=make([]byte,2000); for i:=range body{body[i]=byte(97+i*7%26)}
 for i:=0;i<200;i++{ c:=thidua.Change{ID:fmt.Sprint(i),At:time.Now()}; for j:=0;j<500;j++{c.Put=append(c.Put,thidua.Record{Key:thidua.Key(fmt.Sprintf("k/%06d",i*500+j)),Body:body})}; if _,err:=s.Commit(context.Background(),c);err!=nil{t.Fatal(err)}}
 var before syscall.Rusage; syscall.Getrusage(0,&before)
 f,_:=os.Create("/tmp/store/mem/x"); b:=time.Now(); ta,err:=Backup(context.Background(),s,f,time.Now()); f.Close()
 var r syscall.Rusage; syscall.Getrusage(0,&r); fmt.Println(ta,err,time.Since(b),"maxrss before/after MB",before.Maxrss>>10,r.Maxrss>>10)
 f,_=os.Open("/tmp/store/mem/x"); b=time.Now(); _,err=Restore(context.Background(),s,f,true); syscall.Getrusage(0,&r); fmt.Println(err,time.Since(b),r.Maxrss>>10)
 s.Close()
 }
}
