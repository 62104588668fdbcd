package org.brandstore.cli.fleet;

/** A snap on a simulated device. */
record InstalledSnap(String name, String snapId, int revision, String version, String channel) {}
