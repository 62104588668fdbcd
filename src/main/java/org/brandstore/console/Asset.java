package org.brandstore.console;

/**
 * A file that pages refer to.
 *
 * @param type its Content-Type
 * @param version changes with the contents
 */
record Asset(String name, String type, String text, String version) {
    /** Where pages find this version; it can be kept for ever. */
    String url() {
        return "/console/assets/" + name + "?v=" + version;
    }
}
