"""Turn what an editor pastes or uploads into a draft that is ready to check."""
