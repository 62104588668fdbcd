package org.brandstore.cli.fleet;

/** A snap on a simulated device. */
record SimulatedSnap(String name, String snapId, int revision, String version, String channel) {}
