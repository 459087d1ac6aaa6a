package org.jzones.store.xml;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
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
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Kept;
import org.jzones.model.ListItem;
import org.jzones.model.Manifest;
import org.jzones.model.PlainText;
import org.jzones.model.Property;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ValueType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;

/**
 * Reads zone documents and manifests, those of Solaris 10 included (spec 1.2, 4.4). Nothing external is fetched and
 * nothing expanded: the DOCTYPE is skipped, one with declarations of its own refused, as is any entity but XML's five.
 */
public final class ZoneDocumentReader {
    static final String DTD = "file:///usr/share/lib/xml/dtd/zonecfg.dtd.1";
    private static final List<String> ZONE_ATTRIBUTES = zoneAttributes();

    /** May be shared: it is not configured any more, and makes a new reader each time. */
    private static final WstxInputFactory FACTORY = factory();

    private final XMLStreamReader2 xml;
    private final Cursor at;
    private final DocumentKind kind;
    private final SoftwareReader software;

    private final Map<GlobalProperty, String> properties = new HashMap<>();
    private final List<Resource> resources = new ArrayList<>();
    private Kept kept = Kept.NOTHING;

    private ZoneDocumentReader(XMLStreamReader2 xml, String shownPath, DocumentKind kind) {
        this.xml = xml;
        this.at = new Cursor(xml, shownPath);
        this.kind = kind;
        this.software = new SoftwareReader(at);
    }

    /**
     * Reads the whole document.
     *
     * @param shownPath the file's name in messages
     * @throws Failure with file, line and cause if the document is invalid
     * @throws IOException if the stream fails
     */
    public static Manifest read(InputStream in, String shownPath, DocumentKind kind) throws IOException {
        try {
            return new ZoneDocumentReader(parser(in), shownPath, kind).document();
        } catch (XMLStreamException e) {
            if (e.getCause() instanceof IOException io && !isMalformedInput(io)) {
                throw io;
            }
            throw InvalidDocument.at(shownPath, lineOf(e), firstLine(e));
        }
    }

    /** A parser that fetches and expands nothing. */
    static XMLStreamReader2 parser(InputStream in) throws XMLStreamException {
        return (XMLStreamReader2) FACTORY.createXMLStreamReader(in);
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

    private static List<String> zoneAttributes() {
        List<String> names = new ArrayList<>(List.of("version"));
        for (GlobalProperty property : GlobalProperty.XML_ORDER) {
            names.add(property.xmlName());
        }
        return names;
    }

    private Manifest document() throws XMLStreamException {
        boolean seen = false;
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            if (event == XMLStreamConstants.DTD) {
                refuseDeclarations();
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                if (!at.element().equals("zone")) {
                    throw at.invalid("the root element is <" + at.element() + ">, not <zone>");
                }
                seen = true;
                zone();
            }
        }
        if (!seen) {
            throw at.invalid("there is no <zone> element");
        }
        ZoneConfig config = new ZoneConfig(properties, resources, kept);
        return new Manifest(config, software.inventory(), software.devices());
    }

    private void refuseDeclarations() throws XMLStreamException {
        DTDInfo doctype = xml.getDTDInfo();
        if (doctype == null) {
            return;
        }
        String system = doctype.getDTDSystemId();
        if (system != null && !system.isEmpty() && !system.equals(DTD)) {
            throw at.invalid("its DOCTYPE names '" + system + "', not the DTD of zones, '" + DTD + "'");
        }
        String subset = doctype.getDTDInternalSubset();
        if (subset != null && !subset.isBlank()) {
            throw at.invalid("its DOCTYPE declares things of its own, which is not allowed");
        }
    }

    private void zone() throws XMLStreamException {
        if ("1.1".equals(xml.getVersion())) {
            throw at.invalid("it is XML 1.1, not 1.0");
        }
        for (GlobalProperty property : GlobalProperty.XML_ORDER) {
            String text = property.isRequiredInXml()
                    ? at.required(property.xmlName())
                    : at.optional(property.xmlName()).orElse("");
            checkChoice(property.type(), property.xmlName(), text);
            if (!text.isEmpty()) {
                properties.put(property, text);
            }
        }
        at.optional("version").filter(v -> !v.equals("1")).ifPresent(version -> {
            throw at.invalid("version '" + version + "' is not known, only '1'");
        });
        kept = new Kept(at.attributesBesides(ZONE_ATTRIBUTES), List.of(), List.of());
        while (at.nextChild()) {
            child();
        }
    }

    private void child() throws XMLStreamException {
        String element = at.element();
        Optional<ResourceType> type = element.isEmpty() ? Optional.empty() : ResourceType.ofElement(element);
        if (element.equals("tmp_pool") || element.equals("pset")) {
            dedicatedCpu(element);
        } else if (type.isPresent() && !(type.get().isSingle() && isThere(type.get()))) {
            resource(type.get());
        } else if (SoftwareReader.ELEMENTS.contains(element)) {
            if (kind == DocumentKind.CONFIGURATION) {
                throw at.invalid("<" + element + "> stands in the manifest of a detached zone only");
            }
            software.read();
        } else {
            resources.add(unknown());
        }
    }

    /** What nobody knows, or a second one of what a zone has one of: no verb is to stumble over it, and nothing is lost. */
    private Resource unknown() throws XMLStreamException {
        Kept.Element taken = at.take(0);
        return Resource.unknown(taken.name(), taken.xml());
    }

    private boolean isThere(ResourceType type) {
        for (Resource resource : resources) {
            if (resource.type() == type) {
                return true;
            }
        }
        return false;
    }

    private void resource(ResourceType type) throws XMLStreamException {
        Resource resource = Resource.of(type);
        List<Kept.Attribute> others = at.attributesBesides(type.xmlAttributes());
        for (Property property : type.properties()) {
            if (!type.xmlAttributes().contains(property.xmlName())) {
                continue;
            }
            String text = at.optional(property.xmlName()).orElse("");
            if (text.isEmpty() && mustBeThere(type, property)) {
                at.required(property.xmlName());
            }
            checkChoice(property.type(), property.xmlName(), text);
            if (!text.isEmpty() || property.mayBeEmpty()) {
                resource = resource.with(property.name(), text);
            }
        }
        List<ListItem> items = new ArrayList<>();
        List<Kept.Element> elements = new ArrayList<>();
        List<Kept.Child> children = new ArrayList<>();
        Optional<Property> list = type.list();
        while (at.nextChild()) {
            if (list.isEmpty() || !at.element().equals(list.get().xmlName())) {
                elements.add(at.take(items.size()));
                continue;
            }
            ListItem item = item(list.get());
            Kept rest = at.rest(list.get().fields());
            if (!rest.isNothing()) {
                int alike = Collections.frequency(items, item);
                children.add(new Kept.Child(list.get().xmlName(), item, alike, rest));
            }
            items.add(item);
        }
        resources.add(resource.withItems(items).withKept(new Kept(others, elements, children)));
    }

    /** True if the attribute must be there, if with nothing in it; some are written only where they matter. */
    private boolean mustBeThere(ResourceType type, Property property) {
        boolean spared = switch (type) {
            case NET -> property.name().equals("address") && "exclusive".equals(properties.get(GlobalProperty.IP_TYPE));
            case DEVICE -> at.optional("storage").isPresent();
            default -> false;
        };
        return property.isRequired() && !spared;
    }

    private ListItem item(Property list) {
        List<String> fields = new ArrayList<>();
        for (String name : list.fields()) {
            fields.add(at.required(name));
        }
        return new ListItem(fields);
    }

    /** The two elements of one resource; what either holds besides belongs to it. */
    private void dedicatedCpu(String element) throws XMLStreamException {
        boolean isPool = element.equals("tmp_pool");
        String property = isPool ? "importance" : "ncpus";
        int place = 0;
        while (place < resources.size() && resources.get(place).type() != ResourceType.DEDICATED_CPU) {
            place++;
        }
        boolean isFirst = place == resources.size();
        Resource cpu = isFirst ? Resource.of(ResourceType.DEDICATED_CPU) : resources.get(place);
        if (cpu.text(property).isPresent()) {
            resources.add(unknown());
            return;
        }
        String text = at.required(isPool ? "importance" : "ncpu_min");
        if (!isPool) {
            String last = at.required("ncpu_max");
            text = text.equals(last) ? text : text + "-" + last;
        }
        List<Kept.Child> children = new ArrayList<>(cpu.kept().children());
        Kept rest = at.rest(isPool ? List.of("importance") : List.of("ncpu_min", "ncpu_max"));
        if (!rest.isNothing()) {
            children.add(new Kept.Child(element, ListItem.of(), 0, rest));
        }
        Resource changed = cpu.with(property, text).withKept(new Kept(List.of(), List.of(), children));
        if (isFirst) {
            resources.add(changed);
        } else {
            resources.set(place, changed);
        }
    }

    private void checkChoice(ValueType type, String attribute, String text) {
        if (type == ValueType.BRAND && !text.isEmpty() && !PlainText.isWord(text, ZoneName.MAX_LENGTH)) {
            throw at.invalid(attribute + " is '" + text + "', which is no plain word");
        }
        boolean checked = type == ValueType.BOOLEAN || type == ValueType.IP_TYPE || type == ValueType.ATTR_TYPE;
        boolean unset = text.isEmpty() && type == ValueType.IP_TYPE;
        if (checked && !unset && !type.choices().contains(text)) {
            throw at.invalid(attribute + " is '" + text + "', not one of " + String.join(", ", type.choices()));
        }
    }
}
