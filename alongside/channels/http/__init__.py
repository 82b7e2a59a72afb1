"""Any gateway that speaks HTTP, set up by the names of its fields; docs/channels/http.md."""
