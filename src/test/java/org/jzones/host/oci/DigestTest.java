package org.jzones.host.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestTest {
    @Test
    void itIsWhatJavaSaysOfTextsOfEveryLength() throws Exception {
        MessageDigest java = MessageDigest.getInstance("SHA-256");
        Random random = new Random(11);
        for (int length = 0; length < 2000; length++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((char) (1 + random.nextInt(0x2000)));
            }
            byte[] whole = java.digest(text.toString().getBytes(StandardCharsets.UTF_8));
            assertEquals(HexFormat.of().formatHex(whole, 0, 4), Digest.digits(text.toString()));
        }
    }
}
