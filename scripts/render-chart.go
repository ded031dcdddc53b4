// Renders a chart as Helm does, as far as ours asks: the template engine, sprig, toYaml and include.
//
//	render-chart CHART RELEASE NAMESPACE [VALUES...]
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

func main() {
	chart, release, namespace := os.Args[1], os.Args[2], os.Args[3]
	values := read(filepath.Join(chart, "values.yaml"))
	for _, file := range os.Args[4:] {
		merge(values, read(file))
	}
	about := read(filepath.Join(chart, "Chart.yaml"))
	capital := map[string]any{}
	for name, value := range about {
		capital[strings.ToUpper(name[:1])+name[1:]] = value
	}
	render(chart, map[string]any{
		"Values": values, "Chart": capital,
		"Release": map[string]any{"Name": release, "Namespace": namespace, "Service": "Helm"},
	})
}

func render(chart string, facts map[string]any) {
	all := template.New("chart").Option("missingkey=zero")
	functions := sprig.TxtFuncMap()
	functions["toYaml"] = func(value any) string {
		text, err := yaml.Marshal(value)
		check(err)
		return strings.TrimSuffix(string(text), "\n")
	}
	functions["include"] = func(name string, value any) (string, error) {
		var text bytes.Buffer
		err := all.ExecuteTemplate(&text, name, value)
		return text.String(), err
	}
	all.Funcs(functions)
	files, err := filepath.Glob(filepath.Join(chart, "templates", "*"))
	check(err)
	sort.Strings(files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		check(err)
		_, err = all.New(file).Parse(string(text))
		check(err)
	}
	for _, file := range files {
		if filepath.Ext(file) == ".yaml" {
			var text bytes.Buffer
			check(all.ExecuteTemplate(&text, file, facts))
			fmt.Printf("---\n# Source: %s\n%s\n", filepath.Base(file), text.String())
		}
	}
}

// merge puts values over others, deep, and takes away what is null.
func merge(into, from map[string]any) {
	for name, value := range from {
		old, isMap := into[name].(map[string]any)
		if new, both := value.(map[string]any); isMap && both {
			merge(old, new)
		} else if value == nil {
			delete(into, name)
		} else {
			into[name] = value
		}
	}
}

func read(file string) map[string]any {
	text, err := os.ReadFile(file)
	check(err)
	values := map[string]any{}
	check(yaml.Unmarshal(text, &values))
	return values
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
