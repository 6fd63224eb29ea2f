package download

// document is a notebook in Jupyter's format, version 4.
type document struct {
	Cells       []any    `json:"cells"`
	Metadata    metadata `json:"metadata"`
	Format      int      `json:"nbformat"`
	FormatMinor int      `json:"nbformat_minor"`
}

type metadata struct {
	Kernel   kernel   `json:"kernelspec"`
	Language language `json:"language_info"`
}

type kernel struct {
	DisplayName string `json:"display_name"`
	Language    string `json:"language"`
	Name        string `json:"name"`
}

type language struct {
	Extension string `json:"file_extension"`
	MIMEType  string `json:"mimetype"`
	Name      string `json:"name"`
}

type markdownCell struct {
	Type     string   `json:"cell_type"`
	Metadata struct{} `json:"metadata"`
	Source   []string `json:"source"`
}

type codeCell struct {
	Type     string   `json:"cell_type"`
	Count    *int     `json:"execution_count"` // null: not run yet
	Metadata struct{} `json:"metadata"`
	Outputs  []any    `json:"outputs"`
	Source   []string `json:"source"`
}
