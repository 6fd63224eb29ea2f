// Program rogue stands for what readers may run, by mistake or on purpose: its cells
// crash, use up all resources, or try to get past the wall.
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall/js"
	"time"
)

// answer returns the JSON of an output that says text.
func answer(text string) string {
	return `{"inputs":[],"events":[{"kind":"say","text":` + strconv.Quote(text) + `}]}`
}

var held [][]byte

var calls int // of the cells below that count them

func shallow(n int) int {
	if n == 0 {
		return 0
	}
	return 1 + shallow(n-1)
}

func init() { fmt.Println("printed at the start") }

func deeper(n int) int { return deeper(n+1) + 1 }

// cells do something and return what to say.
var cells = map[string]func(inputs js.Value) string{
	"hello": func(inputs js.Value) string { return "hello " + inputs.Get("name").String() },
	"slow": func(js.Value) string {
		for end := time.Now().Add(1500 * time.Millisecond); time.Now().Before(end); {
		}
		return "slow"
	},
	"sleep": func(js.Value) string { time.Sleep(50 * time.Millisecond); return "rested" },
	"loop": func(js.Value) string {
		fmt.Println("before the loop")
		for i := 0; ; i++ {
			if i < 0 {
				return ""
			}
		}
	},
	"bomb": func(js.Value) string {
		for {
			block := make([]byte, 8<<20)
			for i := range block {
				block[i] = 1
			}
			held = append(held, block)
		}
	},
	"gulp": func(js.Value) string { held = append(held, make([]byte, 3<<30)); return "" },
	"flood": func(js.Value) string {
		line := strings.Repeat("x", 999)
		for range 5000 {
			fmt.Println(line)
		}
		return "printed 5 MB"
	},
	"drip": func(js.Value) string {
		for {
			fmt.Print(strings.Repeat("x", 10_000))
		}
	},
	"huge":  func(js.Value) string { return strings.Repeat("x", 17<<20) },
	"count": func(js.Value) string { calls++; return fmt.Sprint("call ", calls) },
	"later": func(js.Value) string {
		go func() {
			time.Sleep(20 * time.Millisecond)
			calls += 100
			fmt.Println("too late")
		}()
		calls++
		return fmt.Sprint("call ", calls)
	},
	"grow": func(js.Value) string {
		held = append(held, make([]byte, 100<<20))
		calls++
		return fmt.Sprint("call ", calls)
	},
	"deep":     func(js.Value) string { calls++; return fmt.Sprint(shallow(20_000), " call ", calls) },
	"panic":    func(js.Value) string { var m map[string]int; m["a"] = 1; return "" },
	"exit":     func(js.Value) string { fmt.Println("going"); os.Exit(3); return "" },
	"deadlock": func(js.Value) string { <-make(chan int); return "" },
	"endless":  func(js.Value) string { return fmt.Sprint(deeper(0)) },

	// These need syscall/js. The builder refuses it, but the wall must hold anyway.
	"try":      try,
	"messages": func(js.Value) string { return forge(`{"kind":"text","text":"x"}`, 1<<30) },
	"forge": func(js.Value) string {
		return forge(`{"kind":"done","output":"{\"events\":[{\"kind\":\"say\",\"text\":\"forged\"}]}"}`, 5)
	},
	"nonsense": func(js.Value) string { return forge(`{"kind":"toString","text":{},"id":7}`, 5) },
}

// forge sends a message n times, as if it came from the worker.
func forge(message string, n int) string {
	m := js.Global().Get("JSON").Call("parse", message)
	for range n {
		js.Global().Call("postMessage", m)
	}
	return "sent"
}

// try does one thing with a global and returns the outcome: a value, an exception,
// or how a promise ended.
func try(inputs js.Value) string {
	outcome := make(chan string, 4)
	report := func(word string) js.Func {
		return js.FuncOf(func(_ js.Value, args []js.Value) any {
			text := word
			if len(args) > 0 {
				text += " " + js.Global().Call("String", args[0]).String()
			}
			select {
			case outcome <- text:
			default:
			}
			return nil
		})
	}
	var value js.Value
	func() {
		defer func() {
			if p := recover(); p != nil {
				outcome <- fmt.Sprint("threw ", p)
			}
		}()
		value = attempt(inputs.Get("what").String(), inputs.Get("url").String())
		switch {
		case value.Type() == js.TypeObject && value.Get("then").Type() == js.TypeFunction:
			value.Call("then", report("got"), report("refused"))
		case value.Type() == js.TypeObject && value.Get("addEventListener").Type() == js.TypeFunction:
			value.Set("onopen", report("got"))
			value.Set("onmessage", report("got"))
			value.Set("onerror", report("refused"))
		default:
			outcome <- "is " + js.Global().Call("String", value).String()
		}
	}()
	for range 300 {
		select {
		case text := <-outcome:
			return text
		default:
			time.Sleep(10 * time.Millisecond)
		}
	}
	return "nothing came"
}

func attempt(what, url string) js.Value {
	global := js.Global()
	switch what {
	case "fetch":
		return global.Call("fetch", url)
	case "WebSocket", "EventSource", "WebTransport", "Worker":
		return global.Get(what).New(url)
	case "XMLHttpRequest":
		x := global.Get("XMLHttpRequest").New()
		x.Call("open", "GET", url, false)
		x.Call("send")
		return x.Get("status")
	case "importScripts", "eval", "open":
		return global.Call(what, url)
	case "import":
		return global.Call("eval", "import("+strconv.Quote(url)+")")
	case "indexedDB":
		return global.Get("indexedDB").Call("open", "x")
	case "caches":
		return global.Get("caches").Call("open", "x")
	case "storage":
		return global.Get("navigator").Get("storage").Call("getDirectory")
	case "font":
		return global.Get("FontFace").New("x", "url("+url+")").Call("load")
	}
	value := global // a path of properties: document.cookie, parent.document
	for _, name := range strings.Split(what, ".") {
		value = value.Get(name)
	}
	return value
}

func main() {
	js.Global().Set("abacusRun", js.FuncOf(func(_ js.Value, args []js.Value) any {
		name, inputs, done := args[0].String(), args[1].Get("inputs"), args[2]
		go func() {
			cell, ok := cells[name]
			if !ok {
				done.Invoke(js.Null())
				return
			}
			done.Invoke(answer(cell(inputs)))
		}()
		return nil
	}))
	js.Global().Call("abacusReady")
	select {}
}
