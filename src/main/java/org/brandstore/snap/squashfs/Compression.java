package org.brandstore.snap.squashfs;

/** The compressors that a snap can use, by their number in the superblock. */
public enum Compression {
    GZIP(1),
    LZO(3),
    XZ(4),
    LZ4(5),
    ZSTD(6);

    /** In the format, but no kernel mounts it. */
    private static final int LZMA = 2;

    private final int id;

    Compression(int id) {
        this.id = id;
    }

    static Compression of(int id) {
        for (Compression compression : values()) {
            if (compression.id == id) {
                return compression;
            }
        }
        String what = id == LZMA ? "lzma is not supported" : "unknown number " + id;
        throw BadImage.at("compressor", what + ": use gzip, lzo, xz, lz4 or zstd");
    }

    Decompressor decompressor(int blockSize) {
        return switch (this) {
            case GZIP -> new GzipDecompressor();
            case LZO -> new LzoDecompressor();
            case XZ -> new XzDecompressor(blockSize);
            case LZ4 -> new Lz4Decompressor();
            case ZSTD -> new ZstdDecompressor();
        };
    }
}
