package io.fanfare.identity;

import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.Refused;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** TXT records of a domain, from the name servers of this machine or those that the operator sets. */
@Component
class TxtRecords {
    private final String servers;

    TxtRecords(@Value("${fanfare.dns:dns:}") String servers) {
        this.servers = servers;
    }

    /** The texts of a name; none if it does not exist. Of JNDI, only its DNS client is used, which creates no objects. */
    @SuppressWarnings({"BanJNDI", "JdkObsolete"})
    List<String> of(String name) {
        Outgoing.refuseInTransaction();
        var settings = new Hashtable<String, String>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put(Context.PROVIDER_URL, servers);
        settings.put("com.sun.jndi.dns.timeout.initial", "2000");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        try {
            var context = new InitialDirContext(settings);
            try {
                var texts = new ArrayList<String>();
                var record = context.getAttributes(name, new String[] {"TXT"}).get("TXT");
                if (record != null)
                    for (int i = 0; i < record.size(); i++)
                        texts.add(
                                String.valueOf(record.get(i)).replace("\"", "").strip());
                return texts;
            } finally {
                context.close();
            }
        } catch (NameNotFoundException none) {
            return List.of();
        } catch (NamingException unreached) {
            throw Refused.unavailable("The name servers could not be asked for " + name + ". Try again in a moment.");
        }
    }
}
