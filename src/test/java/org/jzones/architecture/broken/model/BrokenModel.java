package org.jzones.architecture.broken.model;

import com.fasterxml.jackson.core.JsonFactory;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import org.jzones.store.ZoneIndex;

/** Breaks the rules of model on purpose: it knows a file format, XML, JSON, picocli and the standard output. */
public final class BrokenModel {
    private final ZoneIndex index = ZoneIndex.FRESH;

    List<Object> all() {
        return List.of(index, XMLInputFactory.newFactory(), new JsonFactory(), new picocli.CommandLine(this));
    }

    @SuppressWarnings("SystemOut")
    void print() {
        System.out.println(index.entries());
    }
}
