"""The call-centre console: pages for agents, in a process and on a port of their own, so that no page slows an SMS."""
