"""What calls us: Twilio, Kannel and the USSD gateways, each checked and brought to one form."""
