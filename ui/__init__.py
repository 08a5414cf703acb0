"""questions -> answers on a screen: command line, HTTP API and web chat, with every Dutch interface text."""
