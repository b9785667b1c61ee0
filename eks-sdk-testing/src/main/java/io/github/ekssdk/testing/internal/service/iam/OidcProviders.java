package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProviderTagsRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProviderTagsResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersResponse;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.RemoveClientIdFromOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.RemoveClientIdFromOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.TagOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.UntagOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.UntagOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.UpdateOpenIdConnectProviderThumbprintRequest;
import software.amazon.awssdk.services.iam.model.UpdateOpenIdConnectProviderThumbprintResponse;

/** Makes, shows, changes and deletes OIDC identity providers, of which a URL has one. */
final class OidcProviders {
    private static final int LONGEST_URL = 255;
    private static final int MOST_CLIENTS = 100;
    private static final int MOST_THUMBPRINTS = 5;
    private static final Pattern THUMBPRINT = Pattern.compile("[0-9a-fA-F]{40}");
    /** What AWS finds out by itself for the issuers of EKS: the fingerprint of the certificate authority above them. */
    private static final String OF_EKS = "9e99a48a9960b14926bb7f3b02e22da2b0ab7280";

    private final Account account;
    private final Map<String, OidcProvider> providers = new TreeMap<>();

    OidcProviders(Account account) {
        this.account = account;
    }

    Map<String, OidcProvider> byArn() {
        return providers;
    }

    public CreateOpenIdConnectProviderResponse create(CreateOpenIdConnectProviderRequest request, Call call) {
        String url = url(request.url());
        IamTags tags = IamTags.of(request.tags());
        String arn = account.globalArn("iam", "oidc-provider/" + url);
        if (providers.containsKey(arn)) {
            throw IamRefusals.alreadyExists("Provider with url https://" + url + " already exists.");
        }
        int most = account.quotas().limit("iam.oidcProviders");
        if (providers.size() >= most) {
            throw IamRefusals.limitExceeded("OpenIdConnectProvidersPerAccount", most);
        }
        OidcProvider provider = new OidcProvider(arn, url, call.now(), tags);
        checkThumbprints(request.thumbprintList());
        request.clientIDList().forEach(id -> addClient(provider, id));
        provider.thumbprints().addAll(request.thumbprintList().isEmpty() ? List.of(OF_EKS) : request.thumbprintList());
        providers.put(arn, provider);
        return CreateOpenIdConnectProviderResponse.builder()
                .openIDConnectProviderArn(arn)
                .tags(tags.list())
                .build();
    }

    public GetOpenIdConnectProviderResponse get(GetOpenIdConnectProviderRequest request) {
        OidcProvider provider = require(request.openIDConnectProviderArn());
        return GetOpenIdConnectProviderResponse.builder()
                .url(provider.url())
                .clientIDList(provider.clientIds())
                .thumbprintList(provider.thumbprints())
                .createDate(provider.created())
                .tags(provider.tags().list())
                .build();
    }

    public ListOpenIdConnectProvidersResponse list(ListOpenIdConnectProvidersRequest request) {
        return ListOpenIdConnectProvidersResponse.builder()
                .openIDConnectProviderList(providers.keySet().stream()
                        .map(arn -> OpenIDConnectProviderListEntry.builder()
                                .arn(arn)
                                .build())
                        .toList())
                .build();
    }

    public DeleteOpenIdConnectProviderResponse delete(DeleteOpenIdConnectProviderRequest request) {
        providers.remove(require(request.openIDConnectProviderArn()).arn());
        return DeleteOpenIdConnectProviderResponse.builder().build();
    }

    public UpdateOpenIdConnectProviderThumbprintResponse update(UpdateOpenIdConnectProviderThumbprintRequest request) {
        OidcProvider provider = require(request.openIDConnectProviderArn());
        checkThumbprints(request.thumbprintList());
        provider.thumbprints().clear();
        provider.thumbprints().addAll(request.thumbprintList());
        return UpdateOpenIdConnectProviderThumbprintResponse.builder().build();
    }

    public AddClientIdToOpenIdConnectProviderResponse add(AddClientIdToOpenIdConnectProviderRequest request) {
        addClient(require(request.openIDConnectProviderArn()), IamInput.required("clientID", request.clientID()));
        return AddClientIdToOpenIdConnectProviderResponse.builder().build();
    }

    public RemoveClientIdFromOpenIdConnectProviderResponse remove(
            RemoveClientIdFromOpenIdConnectProviderRequest request) {
        require(request.openIDConnectProviderArn()).clientIds().remove(request.clientID());
        return RemoveClientIdFromOpenIdConnectProviderResponse.builder().build();
    }

    public TagOpenIdConnectProviderResponse tag(TagOpenIdConnectProviderRequest request) {
        require(request.openIDConnectProviderArn()).tags().put(request.tags());
        return TagOpenIdConnectProviderResponse.builder().build();
    }

    public UntagOpenIdConnectProviderResponse untag(UntagOpenIdConnectProviderRequest request) {
        require(request.openIDConnectProviderArn()).tags().remove(request.tagKeys());
        return UntagOpenIdConnectProviderResponse.builder().build();
    }

    public ListOpenIdConnectProviderTagsResponse listTags(ListOpenIdConnectProviderTagsRequest request) {
        List<Tag> tags = require(request.openIDConnectProviderArn()).tags().list();
        IamPages<Tag> page = IamPages.of(tags, request.marker(), request.maxItems());
        return ListOpenIdConnectProviderTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }

    private OidcProvider require(@Nullable String providerArn) {
        String arn = IamInput.required("openIDConnectProviderArn", providerArn);
        OidcProvider provider = providers.get(arn);
        if (provider == null) {
            throw IamRefusals.noSuchEntity("OpenIDConnect Provider not found for arn " + arn);
        }
        return provider;
    }

    private static void addClient(OidcProvider provider, String clientId) {
        if (!provider.clientIds().contains(clientId)) {
            if (provider.clientIds().size() >= MOST_CLIENTS) {
                throw IamRefusals.limitExceeded("ClientIdsPerOpenIdConnectProvider", MOST_CLIENTS);
            }
            provider.clientIds().add(clientId);
        }
    }

    private static void checkThumbprints(List<String> thumbprints) {
        if (thumbprints.size() > MOST_THUMBPRINTS) {
            throw IamRefusals.invalidInput("Thumbprint list must contain fewer than 5 entries.");
        }
        for (String thumbprint : thumbprints) {
            if (!THUMBPRINT.matcher(thumbprint).matches()) {
                throw IamRefusals.validation("1 validation error detected: Value '" + thumbprint
                        + "' at 'thumbprintList' failed to satisfy constraint: Member must have length 40");
            }
        }
    }

    private static String url(@Nullable String given) {
        String url = IamInput.required("url", given);
        if (url.length() > LONGEST_URL || !url.startsWith("https://") || url.length() == "https://".length()) {
            throw IamRefusals.validation("Invalid Open ID Connect Provider URL");
        }
        String rest = url.substring("https://".length());
        return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    }
}
