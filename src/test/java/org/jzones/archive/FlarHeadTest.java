package org.jzones.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.model.Message;
import org.jzones.support.CpioMaker;
import org.jzones.support.CpioMaker.Format;

/** What stands in front of a flash archive (spec 6.1). */
class FlarHeadTest {
    private static final String IDENTIFICATION =
            "section_begin=identification\ncontent_name=n\nsection_end=identification\n";
    private static final String ARCHIVE = "section_begin=archive\n";

    private static byte[] flar(String head) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(new CpioMaker(Format.NEWC).file("etc/passwd", "x").whole());
        return out.toByteArray();
    }

    private static FlarHead read(String head) throws IOException {
        return Archive.open(new ByteArrayInputStream(flar(head)), "A").head().orElseThrow();
    }

    private static byte[] identified(String lines) {
        return flar("FlAsH-aRcHiVe-2.0\n" + IDENTIFICATION.replace("content_name=n\n", lines) + ARCHIVE);
    }

    @Test
    void valuesGoOnOverLinesAndKeywordsHaveNoCase() throws IOException {
        FlarHead head = read("FlAsH-aRcHiVe-2.0\n"
                + "section_begin=identification\nContent_Name=a=b\ncontent_description=one\ntwo\n\nX-own=1\n"
                + "section_end=identification\n" + ARCHIVE);
        assertEquals(Optional.of("a=b"), head.get("content_name"));
        assertEquals(Optional.of("one\ntwo\n"), head.get("content_description"));
        assertEquals(Optional.of("1"), head.get("x-own"));
        assertEquals(Optional.empty(), head.get("type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2.0", "2.17"})
    void otherSectionsAreSkipped(String version) throws IOException {
        String head = "FlAsH-aRcHiVe-" + version + "\n" + IDENTIFICATION
                + "section_begin=predeployment\nbegin 644 x\nM=section\nend\nsection_end=predeployment\n"
                + "section_begin=X-mine\nsection_end=X-mine\n" + ARCHIVE;
        assertEquals(Optional.of("n"), read(head).get("content_name"));
        assertEquals(1, Read.look(flar(head)).entries());
    }

    @ParameterizedTest
    @CsvSource({
        "'FlAsH-aRcHiVe-2.0\r\n',ARCHIVE_ASCII",
        "'FlAsH-aRcHiVe-3.0\n',ARCHIVE_VERSION",
        "'FlAsH-aRcHiVe-20.0\n',ARCHIVE_VERSION",
        "'FlAsH-aRcHiVe-2\n',ARCHIVE_LINE",
        "'FlAsH-aRcHiVe-2.0 \n',ARCHIVE_LINE",
        "'FlAsH-aRcHiVe-2.0\n\n',ARCHIVE_LINE",
        "'FlAsH-aRcHiVe-2.0\nsection_begin=archive\n',ARCHIVE_LINE",
        "'FlAsH-aRcHiVe-2.0\nsection_begin=identification\nno keyword\n',ARCHIVE_LINE",
        "'FlAsH-aRcHiVe-2.0\nsection_begin=identification\na=b\nsection_begin=x\n',ARCHIVE_LINE",
        "'FlAsH-aRcHiVe-2.0\nsection_begin=identification\na=b\nsection_end=other\n',ARCHIVE_LINE",
        "'FlAsH-aRcHiVe-2.0\nsection_begin=identification\nsection_end=identification\nstray\n',ARCHIVE_LINE"
    })
    void aLineThatIsWrongIsNamed(String head, Message message) {
        Read.refused(message, () -> read(head));
    }

    @Test
    void headsThatEndOrDoNotAreRefused() {
        byte[] ends = "FlAsH-aRcHiVe-2.0\nsection_begin=identification\na=b\n".getBytes(StandardCharsets.UTF_8);
        Read.refused(Message.ARCHIVE_HEAD_ENDS, () -> Read.look(ends));
        Read.refused(Message.ARCHIVE_HEAD_LARGE, () -> Read.look(identified("a=" + "x".repeat(64 << 10))));
        Read.refused(Message.ARCHIVE_HEAD_LARGE, () -> Read.look(identified("a=b\n".repeat(300_000))));
        Read.refused(Message.ARCHIVE_HEAD_LARGE, () -> Read.look(identified("a=b\n" + "\n".repeat(1 << 20))));
    }

    @ParameterizedTest
    @CsvSource({
        "type=DIFFERENTIAL,ARCHIVE_DIFFERENTIAL",
        "rootpool=rpool,ARCHIVE_ROOTPOOL",
        "bootfs=rpool/ROOT,ARCHIVE_ROOTPOOL",
        "files_archived_method=zip,ARCHIVE_METHOD",
        "files_compressed_method=gzip,ARCHIVE_COMPRESSION",
        "files_compressed_method=compress,ARCHIVE_NOT_AS_HEAD",
        "files_archived_method=pax,ARCHIVE_NOT_AS_HEAD"
    })
    void whatNoZoneIsMadeFromIsTold(String line, Message message) {
        Read.refused(message, () -> Read.look(identified(line + "\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"type=FULL", "type=full", "files_archived_method=cpio", "files_compressed_method=none"})
    void whatIsMeantAnywayMayBeSaid(String line) {
        assertEquals(1, Read.look(identified(line + "\n")).entries());
    }
}
