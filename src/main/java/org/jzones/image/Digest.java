package org.jzones.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/**
 * What names the bytes of a blob and tells whether they are the right ones.
 *
 * @param algorithm such as {@code sha256}
 * @param hex the sum, in small letters
 */
record Digest(String algorithm, String hex) {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");
    private static final Map<String, String> JAVA_NAMES = Map.of("sha256", "SHA-256", "sha512", "SHA-512");
    private static final int SHORT = 12;

    /** @throws Failure if the text is no digest, or one of another algorithm, which nothing can be checked with */
    static Digest parse(String text, String shown) {
        if (!FORM.matcher(text).matches()) {
            throw Failure.of(Message.IMAGE_DIGEST_FORM, shown, Shown.text(text));
        }
        int colon = text.indexOf(':');
        return new Digest(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Where a layout keeps the blob. */
    String file() {
        return "blobs/" + algorithm + "/" + hex;
    }

    MessageDigest start() {
        try {
            return MessageDigest.getInstance(
                    Optional.ofNullable(JAVA_NAMES.get(algorithm)).orElse(algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has both
        }
    }

    boolean isOf(MessageDigest sum) {
        return HexFormat.of().formatHex(sum.digest()).equals(hex);
    }

    /** Enough of it for people. */
    String brief() {
        return algorithm + ":" + hex.substring(0, SHORT);
    }
}
