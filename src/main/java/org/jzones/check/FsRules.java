package org.jzones.check;

import java.util.ArrayList;
import java.util.List;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;

/** Whether a file system can be mounted for a zone from outside (verify and commit, spec 2.4). */
final class FsRules {
    /** What is mounted by the zone itself. */
    private static final List<String> MOUNTED_INSIDE = List.of("proc", "mntfs", "autofs", "cachefs", "nfs");

    private FsRules() {}

    static List<Problem> problems(Resource fs) {
        List<Problem> problems = new ArrayList<>();
        String type = fs.text("type").orElse("");
        String raw = fs.text("raw").orElse("");
        if (MOUNTED_INSIDE.contains(type)) {
            problems.add(Problem.of(Message.FS_TYPE_INSIDE, fs.label(), type));
        }
        if (!raw.isEmpty() && !raw.startsWith("/")) {
            problems.add(Problem.of(Message.PATH_NOT_ABSOLUTE, fs.label() + " raw", raw));
        }
        return problems;
    }
}
