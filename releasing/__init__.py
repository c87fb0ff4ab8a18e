"""What is done before a release: licences, the bill of materials, and the check of the built packages."""
