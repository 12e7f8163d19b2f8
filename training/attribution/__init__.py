"""The attribution tagger's training: `python -m training.attribution --bench FOLDER`."""
