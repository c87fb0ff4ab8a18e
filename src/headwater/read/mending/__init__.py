"""What was cut or linked wrongly, put right: whose words they are, and where they begin and end."""
