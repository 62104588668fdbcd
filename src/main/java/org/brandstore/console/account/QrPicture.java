package org.brandstore.console.account;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as an SVG path of unit squares, four modules of margin included.
 *
 * @param size width and height in modules, with the margin
 */
record QrPicture(String path, int size) {
    private static final int MARGIN = 4;

    static QrPicture of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + MARGIN)
                            .append(',')
                            .append(y + MARGIN)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(path.toString(), code.size + 2 * MARGIN);
    }
}
