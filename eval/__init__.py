"""gold questions -> how good the answers are."""
