package org.jzones.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text of files, of which nobody knows the characters: its bytes are shown as they are unless they could steer a terminal. */
public final class StoredText {
    private StoredText() {}

    /**
     * The bytes of a text, with octal numbers for control characters.
     *
     * @param stored one character a byte
     */
    public static byte[] shown(String stored) {
        byte[] bytes = stored.getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean isUtf8 = text.indexOf('\uFFFD') < 0;
        ByteArrayOutputStream shown = new ByteArrayOutputStream(bytes.length);
        (isUtf8 ? text : stored).codePoints().forEach(c -> {
            // without characters a byte above these is as likely a letter
            if (c < ' ' || c == 0x7f || (isUtf8 && Character.isISOControl(c))) {
                shown.writeBytes(String.format("\\%03o", c).getBytes(StandardCharsets.US_ASCII));
            } else {
                shown.writeBytes(
                        Character.toString(c).getBytes(isUtf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
            }
        });
        return shown.toByteArray();
    }

    /** The same of several lines, whose ends stay. */
    public static byte[] shownLines(String stored) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        int begin = 0;
        for (int end = stored.indexOf('\n'); end >= 0; end = stored.indexOf('\n', begin)) {
            shown.writeBytes(shown(stored.substring(begin, end)));
            shown.write('\n');
            begin = end + 1;
        }
        shown.writeBytes(shown(stored.substring(begin)));
        return shown.toByteArray();
    }
}
