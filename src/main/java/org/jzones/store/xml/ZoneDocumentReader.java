package org.jzones.store.xml;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.DTDInfo;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;
import org.jzones.model.DevicePermission;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Inventory;
import org.jzones.model.ListItem;
import org.jzones.model.Manifest;
import org.jzones.model.Patch;
import org.jzones.model.Pkg;
import org.jzones.model.Property;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ValueType;
import org.jzones.model.ZoneConfig;

/**
 * Reads zone documents and manifests, those of Solaris 10 included (spec 1.2, 4.4). Nothing external is fetched and
 * nothing expanded: the DOCTYPE is skipped, one with declarations of its own refused, as is any entity but XML's five.
 */
public final class ZoneDocumentReader {
    private static final String DTD_DIRECTORY = "file:///usr/share/lib/xml/dtd/";
    /** May be shared: it is not configured any more, and makes a new reader each time. */
    private static final WstxInputFactory FACTORY = factory();

    private final XMLStreamReader2 xml;
    private final String shownPath;
    private final DocumentKind kind;

    private final Map<GlobalProperty, String> properties = new HashMap<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<Pkg> packages = new ArrayList<>();
    private final Map<String, Patch> patches = new HashMap<>();
    private final List<DevicePermission> devices = new ArrayList<>();

    private ZoneDocumentReader(XMLStreamReader2 xml, String shownPath, DocumentKind kind) {
        this.xml = xml;
        this.shownPath = shownPath;
        this.kind = kind;
    }

    /**
     * Reads the whole document.
     *
     * @param shownPath the file's name in messages
     * @throws Failure with file, line and cause if the document is invalid
     * @throws IOException if the stream fails
     */
    public static Manifest read(InputStream in, String shownPath, DocumentKind kind) throws IOException {
        ZoneDocumentReader reader = null;
        try {
            XMLStreamReader2 xml = (XMLStreamReader2) FACTORY.createXMLStreamReader(in);
            reader = new ZoneDocumentReader(xml, shownPath, kind);
            return reader.document();
        } catch (XMLStreamException e) {
            if (e.getCause() instanceof IOException io && !isMalformedInput(io)) {
                throw io;
            }
            throw InvalidDocument.at(shownPath, lineOf(e), firstLine(e));
        }
    }

    private static WstxInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        return factory;
    }

    private static boolean isMalformedInput(IOException e) {
        return e instanceof java.io.CharConversionException
                || e instanceof java.io.UnsupportedEncodingException
                || e instanceof java.nio.charset.CharacterCodingException;
    }

    private static int lineOf(XMLStreamException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
    }

    private static String firstLine(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int newline = message.indexOf('\n');
        return (newline < 0 ? message : message.substring(0, newline)).strip();
    }

    private Manifest document() throws XMLStreamException {
        boolean seen = false;
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            if (event == XMLStreamConstants.DTD) {
                refuseDeclarations();
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                if (!xml.getLocalName().equals("zone")) {
                    throw invalid("the root element is <" + xml.getLocalName() + ">, not <zone>");
                }
                seen = true;
                zone();
            }
        }
        if (!seen) {
            throw invalid("there is no <zone> element");
        }
        ZoneConfig config = new ZoneConfig(properties, resources);
        return new Manifest(config, new Inventory(packages, List.copyOf(patches.values())), devices);
    }

    private void refuseDeclarations() throws XMLStreamException {
        DTDInfo doctype = xml.getDTDInfo();
        if (doctype == null) {
            return;
        }
        String system = doctype.getDTDSystemId();
        if (system != null && !system.startsWith(DTD_DIRECTORY)) {
            throw invalid("its DOCTYPE names '" + system + "', which is no DTD of zones");
        }
        String subset = doctype.getDTDInternalSubset();
        if (subset != null && !subset.isBlank()) {
            throw invalid("its DOCTYPE declares things of its own, which is not allowed");
        }
    }

    private void zone() throws XMLStreamException {
        List<String> names = new ArrayList<>(List.of("version"));
        for (GlobalProperty property : GlobalProperty.XML_ORDER) {
            names.add(property.xmlName());
        }
        Attributes attributes = new Attributes(names);
        for (GlobalProperty property : GlobalProperty.XML_ORDER) {
            String text = property.isRequiredInXml()
                    ? attributes.required(property.xmlName())
                    : attributes.optional(property.xmlName()).orElse("");
            checkChoice(property.type(), property.xmlName(), text);
            if (!text.isEmpty()) {
                properties.put(property, text);
            }
        }
        if (attributes.optional("version").filter(v -> !v.equals("1")).isPresent()) {
            throw invalid("version '" + attributes.required("version") + "' is not known, only '1'");
        }
        while (nextChild()) {
            child();
        }
    }

    private void child() throws XMLStreamException {
        String element = xml.getLocalName();
        switch (element) {
            case "tmp_pool" -> {
                dedicatedCpu("importance", new Attributes("importance").required("importance"));
                noChildren();
            }
            case "pset" -> {
                Attributes attributes = new Attributes("ncpu_min", "ncpu_max");
                String first = attributes.required("ncpu_min");
                String last = attributes.required("ncpu_max");
                dedicatedCpu("ncpus", first.equals(last) ? first : first + "-" + last);
                noChildren();
            }
            default -> {
                Optional<ResourceType> type = element.isEmpty() ? Optional.empty() : ResourceType.ofElement(element);
                if (type.isPresent()) {
                    resource(type.get());
                } else if (kind == DocumentKind.MANIFEST) {
                    software(element);
                } else {
                    throw unknownElement();
                }
            }
        }
    }

    private void software(String element) throws XMLStreamException {
        switch (element) {
            case "package" -> {
                Attributes attributes = new Attributes("name", "version");
                packages.add(new Pkg(attributes.required("name"), attributes.required("version")));
                noChildren();
            }
            case "patch" -> patch();
            case "dev-perm" -> device();
            default -> throw unknownElement();
        }
    }

    private void resource(ResourceType type) throws XMLStreamException {
        Attributes attributes = new Attributes(type.xmlAttributes());
        Resource resource = Resource.of(type);
        for (Property property : type.properties()) {
            if (!type.xmlAttributes().contains(property.xmlName())) {
                continue;
            }
            String text = property.isRequired()
                    ? attributes.required(property.xmlName())
                    : attributes.optional(property.xmlName()).orElse("");
            checkChoice(property.type(), property.xmlName(), text);
            if (!text.isEmpty() || (property.isRequired() && type != ResourceType.NET)) {
                resource = resource.with(property.name(), text);
            }
        }
        List<ListItem> items = new ArrayList<>();
        Optional<Property> list = type.list();
        while (nextChild()) {
            if (list.isEmpty() || !xml.getLocalName().equals(list.get().xmlName())) {
                throw unknownElement();
            }
            items.add(item(list.get()));
            noChildren();
        }
        resources.add(resource.withItems(items));
    }

    private ListItem item(Property list) {
        Attributes attributes = new Attributes(list.fields());
        List<String> fields = new ArrayList<>();
        for (String name : list.fields()) {
            fields.add(attributes.required(name));
        }
        return new ListItem(fields);
    }

    private void dedicatedCpu(String property, String text) {
        for (int i = 0; i < resources.size(); i++) {
            Resource old = resources.get(i);
            if (old.type() == ResourceType.DEDICATED_CPU && old.text(property).isEmpty()) {
                resources.set(i, old.with(property, text));
                return;
            }
        }
        resources.add(Resource.of(ResourceType.DEDICATED_CPU).with(property, text));
    }

    private void patch() throws XMLStreamException {
        String id = new Attributes("id").required("id");
        List<String> obsoletes = new ArrayList<>();
        List<String> incompatibles = new ArrayList<>();
        while (nextChild()) {
            List<String> ids = switch (xml.getLocalName()) {
                case "obsoletes" -> obsoletes;
                case "incompatible" -> incompatibles;
                default -> throw unknownElement();
            };
            String other = new Attributes("id").required("id");
            if (!other.isEmpty()) {
                ids.add(other);
            }
            noChildren();
        }
        patches.putIfAbsent(id, new Patch(id, obsoletes, incompatibles));
    }

    private void device() throws XMLStreamException {
        Attributes attributes = new Attributes("name", "uid", "gid", "mode", "acl");
        devices.add(new DevicePermission(
                attributes.required("name"),
                number(attributes, "uid", 10),
                number(attributes, "gid", 10),
                number(attributes, "mode", 8) & DevicePermission.RIGHTS,
                attributes.optional("acl").orElse("")));
        noChildren();
    }

    private int number(Attributes attributes, String name, int radix) {
        String text = attributes.required(name);
        try {
            return Integer.parseInt(text, radix);
        } catch (NumberFormatException e) {
            throw invalid(name + " '" + text + "' is not a number");
        }
    }

    private void checkChoice(ValueType type, String attribute, String text) {
        boolean checked = type == ValueType.BOOLEAN || type == ValueType.IP_TYPE || type == ValueType.ATTR_TYPE;
        boolean unset = text.isEmpty() && type == ValueType.IP_TYPE;
        if (checked && !unset && !type.choices().contains(text)) {
            throw invalid(attribute + " is '" + text + "', not one of " + String.join(", ", type.choices()));
        }
    }

    /** Goes to the next child of the element; false at the element's end. */
    private boolean nextChild() throws XMLStreamException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!xml.getText().isBlank()) {
                        throw invalid("there is text where only elements may stand");
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw invalid("it uses the entity '" + xml.getLocalName() + "', which is not allowed");
                default -> {}
            }
        }
    }

    private void noChildren() throws XMLStreamException {
        if (nextChild()) {
            throw unknownElement();
        }
    }

    private Failure unknownElement() {
        return invalid("the element <" + xml.getLocalName() + "> is unknown here");
    }

    private Failure invalid(String what) {
        return InvalidDocument.at(shownPath, xml.getLocation().getLineNumber(), what);
    }

    /** The attributes of the element the reader is at, until it goes on; making it refuses unknown ones. */
    private final class Attributes {
        Attributes(String... known) {
            this(Arrays.asList(known));
        }

        Attributes(List<String> known) {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                String name = xml.getAttributeLocalName(i);
                if (!known.contains(name)) {
                    throw invalid("<" + xml.getLocalName() + "> has the unknown attribute '" + name + "'");
                }
            }
        }

        private @Nullable String value(String name) {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                if (xml.getAttributeLocalName(i).equals(name)) {
                    return xml.getAttributeValue(i);
                }
            }
            return null;
        }

        Optional<String> optional(String name) {
            return Optional.ofNullable(value(name));
        }

        String required(String name) {
            String value = value(name);
            if (value == null) {
                throw invalid("<" + xml.getLocalName() + "> lacks the attribute '" + name + "'");
            }
            return value;
        }
    }
}
