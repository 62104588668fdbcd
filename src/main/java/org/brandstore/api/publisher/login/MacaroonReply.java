package org.brandstore.api.publisher.login;

/** A macaroon, or what stands for one, for the tool to keep. */
record MacaroonReply(String macaroon) {
    @Override
    public String toString() {
        return "MacaroonReply";
    }
}
