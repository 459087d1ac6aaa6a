package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;

/** Which file systems are mounted for a zone (spec 2.4). */
class FsRulesTest {
    @ParameterizedTest
    @CsvSource({
        "ufs, /dev/rdsk/c0, true, true",
        "lofs, '', true, true",
        "zfs, rdsk, true, false",
        "proc, '', false, true",
        "mntfs, '', false, true",
        "autofs, '', false, true",
        "cachefs, '', false, true",
        "nfs, rdsk/, false, false"
    })
    void whatIsMountedInsideAndARelativeRawAreRefused(String type, String raw, boolean typeFits, boolean rawFits) {
        Resource fs = Resource.of(ResourceType.FS)
                .with("dir", "/mnt")
                .with("type", type)
                .with("raw", raw);
        List<Problem> problems = new ArrayList<>();
        if (!typeFits) {
            problems.add(Problem.of(Message.FS_TYPE_INSIDE, "fs '/mnt'", type));
        }
        if (!rawFits) {
            problems.add(Problem.of(Message.PATH_NOT_ABSOLUTE, "fs '/mnt' raw", raw));
        }
        assertEquals(problems, FsRules.problems(fs));
    }
}
