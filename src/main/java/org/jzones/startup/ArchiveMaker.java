package org.jzones.startup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes one start-up archive: a CDS archive up to JDK 24, an AOT cache from 25 on. */
public final class ArchiveMaker {
    private static final long LIMIT_MINUTES = 5;

    private final Jdk jdk;
    private final List<String> options;
    private final String classPath;

    /** @param options of the Java virtual machine, which have to be those it will be used with */
    public ArchiveMaker(Jdk jdk, List<String> options, String classPath) {
        this.jdk = jdk;
        this.options = options;
        this.classPath = classPath;
    }

    /** Makes the archive of what the main class and its arguments load. @throws IOException if that does not work */
    public void make(Path archive, List<String> main) throws IOException {
        if (jdk.hasAotCache()) {
            run(List.of("-XX:AOTCacheOutput=" + archive), main);
        } else {
            Path classes = Path.of(archive + ".classes");
            try {
                run(List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + classes), main);
                run(
                        List.of(
                                "-Xshare:dump",
                                "-XX:SharedClassListFile=" + classes,
                                "-XX:SharedArchiveFile=" + archive),
                        main);
            } finally {
                Files.deleteIfExists(classes);
            }
        }
        if (!Files.isRegularFile(archive) || Files.size(archive) == 0) {
            throw new IOException("Java made no archive");
        }
    }

    private void run(List<String> more, List<String> main) throws IOException {
        List<String> command = new ArrayList<>(List.of(jdk.java()));
        command.addAll(options);
        command.addAll(more);
        command.addAll(List.of("-cp", classPath));
        command.addAll(main);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "JDK_AOT_VM_OPTIONS", "CLASSPATH")
                .forEach(builder.environment()::remove);
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("Java did not end");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("Java ended with status " + process.exitValue());
        }
    }
}
