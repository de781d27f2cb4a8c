"""Pictures of the model: one description, many renderers."""
