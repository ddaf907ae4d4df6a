"""The one door to the typesetting engine, with its templates and its closed set of fonts."""
