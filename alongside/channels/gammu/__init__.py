"""SMS over one modem with a SIM card, through gammu-smsd on this computer."""
