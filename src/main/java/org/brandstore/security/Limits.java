package org.brandstore.security;

/** To what a credential may be narrowed that is used for a method. */
public enum Limits {
    /** to nothing at all: it could else be turned into a wider one */
    NONE,
    /** to stores: what is done concerns more than one snap */
    STORES,
    /** to stores and snaps: what is done concerns all channels of a snap */
    SNAPS,
    /** to stores and snaps; a credential for some channels will do, as none is touched */
    NO_CHANNEL,
    /** to stores, snaps and channels: the method names channels, and each is checked */
    CHANNELS,
    /** to anything: the answer tells of nothing that is outside of the limits */
    ANY
}
