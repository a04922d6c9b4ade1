"""From a release to the statements it makes."""
