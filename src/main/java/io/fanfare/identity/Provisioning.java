package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The token with which the company's provisioning service adds, changes and removes members by SCIM 2.0. */
@RestController
@RequestMapping("/api/security/provisioning")
class Provisioning {
    private final ScimTokenStore store;
    private final BaseUrl baseUrl;
    private final Transactions transactions;
    private final Audit audit;

    Provisioning(ScimTokenStore store, BaseUrl baseUrl, Transactions transactions, Audit audit) {
        this.store = store;
        this.baseUrl = baseUrl;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** The token, if there is one, and the SCIM address to enter at the provisioning service. */
    record ProvisioningState(ScimTokenStore.@Nullable Token token, String baseUrl) {}

    /** A new token, which is never shown again. */
    record NewProvisioningToken(String token, String baseUrl) {}

    /** Returns the SCIM address of this server and how the workspace's token begins. */
    @GetMapping
    @Allow("security.read")
    ProvisioningState readProvisioning() {
        return new ProvisioningState(store.find().orElse(null), address());
    }

    /**
     * Creates the provisioning token of the workspace, which is returned only this once. An earlier one stops working immediately. Needs a
     * recent sign-in.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(value = "security.manage", outside = true, plain = true)
    NewProvisioningToken createProvisioningToken() {
        RecentSignIn.requirePerson();
        return transactions.write(() -> {
            String secret = store.renew();
            audit.record(subject(), null, Map.of("prefix", secret.substring(0, 10)));
            return new NewProvisioningToken(secret, address());
        });
    }

    /** Deletes the provisioning token: the provisioning service is refused from now on. Members stay. Needs a recent sign-in. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("security.manage")
    void deleteProvisioningToken() {
        RecentSignIn.requirePerson();
        var token = store.find().orElseThrow(Refused::notFound);
        store.delete();
        audit.record(subject(), token, null);
    }

    private String address() {
        return baseUrl.ofRequest() + "/scim/v2";
    }

    private static Subject subject() {
        return Subject.of("provisioning", Current.get().workspace(), "Provisioning token");
    }
}
