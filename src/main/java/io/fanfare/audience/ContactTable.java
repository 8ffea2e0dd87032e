package io.fanfare.audience;

import io.fanfare.audience.ContactImports.OnDuplicate;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.kernel.files.Cell;
import io.fanfare.kernel.files.ImportField;
import io.fanfare.kernel.files.ImportFields;
import io.fanfare.kernel.files.ImportKind;
import io.fanfare.kernel.files.RowFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;

/** Contacts as the rows of a file. */
@Component
class ContactTable implements ImportKind<ContactRow> {
    static final String ON_DUPLICATE = "onDuplicate";
    static final String ATTRIBUTES = "attributes.";

    private static final ImportFields FIELDS = ImportFields.of(
                    ImportField.named("email", "emailaddress mail mailaddress emailadresse mailadresse courriel correo")
                            .required("e-mail addresses", ContactTable::isAddress),
                    ImportField.named("firstName", "givenname forename fname vorname prenom prénom nombre"),
                    ImportField.named("lastName", "surname familyname lname nachname familienname apellido apellidos"),
                    ImportField.named("name", "fullname contactname contact displayname")
                            .unless("firstName", "lastName"),
                    ImportField.named("timeZone", "tz zeitzone"),
                    ImportField.named("locale", "language lang sprache langue"),
                    ImportField.named("tags", "tag labels label"),
                    ImportField.named(
                            "status",
                            "subscriptionstatus subscriptionstate emailstatus emailmarketingstatus marketingstatus mailstatus"
                                    + " action"),
                    ImportField.named(
                            "optOut",
                            "unsubscribed unsubscribe unsubscribedat optedout optoutdate emailoptout hasoptedoutofemail"
                                    + " donotemail donotmail donotcontact suppressed abgemeldet désabonné desabonne"),
                    ImportField.named(
                            "optIn",
                            "subscribed optedin emailoptin acceptsmarketing acceptsemailmarketing marketingconsent"
                                    + " emailconsent newsletter abonniert"))
            .withOthers(ATTRIBUTES);

    private final ContactMerge merge;

    ContactTable(ContactMerge merge) {
        this.merge = merge;
    }

    private static boolean isAddress(String cell) {
        return cell.contains("@") && MailAddress.canonical(cell.strip()).isPresent();
    }

    @Override
    public String name() {
        return "contacts";
    }

    @Override
    public String permission() {
        return "contact.read";
    }

    @Override
    public ImportFields fields() {
        return FIELDS;
    }

    @Override
    public ContactRow read(List<Cell> cells) throws RowFault {
        return ContactRow.of(cells);
    }

    @Override
    public Outcome store(Piece<ContactRow> piece) {
        boolean update =
                !OnDuplicate.SKIP.name().equalsIgnoreCase(piece.options().get(ON_DUPLICATE));
        var people = new LinkedHashMap<String, ContactRow>();
        var places = new LinkedHashMap<String, Long>();
        piece.rows().forEach((place, row) -> {
            people.merge(row.identity(), row, (known, later) -> update ? known.overlaid(later) : known);
            places.putIfAbsent(row.identity(), place);
        });
        long again = (long) piece.rows().size() - people.size();
        var merged = merge.merge(piece.importId(), people.values(), update);
        long created = merged.stream().filter(ContactMerge.Merged::created).count();
        if (!update) return new Outcome(created, 0, people.size() - created + again, List.of());
        var stored = new HashSet<String>();
        merged.forEach(row -> stored.add(row.identity()));
        var errors = new ArrayList<RowError>();
        places.forEach((identity, place) -> {
            if (!stored.contains(identity))
                errors.add(new RowError(place, null, "would give the contact more than 64 KB or 200 tags"));
        });
        return new Outcome(created, merged.size() - created + again, 0, errors);
    }
}
