package org.brandstore.snap.squashfs.compression;

/** The compressors that a snap can use, by their number in the superblock. */
public enum Compression {
    GZIP(1, 8),
    LZO(3, 8),
    XZ(4, 8),
    LZ4(5, 8),
    ZSTD(6, 4);

    /** In the format, but no kernel mounts it. */
    private static final int LZMA = 2;

    private final int id;
    private final int optionsSize;

    Compression(int id, int optionsSize) {
        this.id = id;
        this.optionsSize = optionsSize;
    }

    /** How many bytes its options have, where an image has any. */
    public int optionsSize() {
        return optionsSize;
    }

    public static Compression of(int id) {
        for (Compression compression : values()) {
            if (compression.id == id) {
                return compression;
            }
        }
        String what = id == LZMA ? "lzma is not supported" : "unknown number " + id;
        throw BadImage.at("compressor", what + ": use gzip, lzo, xz, lz4 or zstd");
    }

    public Decompressor decompressor(int blockSize) {
        return switch (this) {
            case GZIP -> new GzipDecompressor();
            case LZO -> new LzoDecompressor();
            case XZ -> new XzDecompressor(blockSize);
            case LZ4 -> new Lz4Decompressor();
            case ZSTD -> new ZstdDecompressor();
        };
    }
}
