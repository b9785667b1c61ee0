package io.github.ekssdk.testing.internal.service.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.Tag;

class OidcProviderTest {
    private static final String URL = "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC";
    private static final String ARN = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC";

    private final FakeAws aws = FakeAws.builder().quota("iam.oidcProviders", 2).build();
    private final IamClient iam = aws.client(IamClient.builder());

    @AfterEach
    void close() {
        aws.close();
    }

    private void create() {
        iam.createOpenIDConnectProvider(r -> r.url(URL).clientIDList("sts.amazonaws.com"));
    }

    @Test
    void a_provider_is_known_by_its_url_without_the_scheme() {
        create();

        var provider = iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(ARN));
        assertThat(provider.url()).isEqualTo(URL.substring("https://".length()));
        assertThat(provider.clientIDList()).containsExactly("sts.amazonaws.com");
        assertThat(provider.thumbprintList()).singleElement().asString().hasSize(40);
        assertThat(iam.listOpenIDConnectProviders().openIDConnectProviderList())
                .extracting(OpenIDConnectProviderListEntry::arn)
                .containsExactly(ARN);
        assertThat(aws.inventory()).extracting(Resource::type).contains("iam:oidc-provider");
    }

    @Test
    void clients_thumbprints_and_tags_change() {
        create();
        String thumbprint = "a".repeat(40);
        Tag tag = Tag.builder().key("team").value("a").build();

        iam.addClientIDToOpenIDConnectProvider(
                r -> r.openIDConnectProviderArn(ARN).clientID("other"));
        iam.removeClientIDFromOpenIDConnectProvider(
                r -> r.openIDConnectProviderArn(ARN).clientID("sts.amazonaws.com"));
        iam.updateOpenIDConnectProviderThumbprint(
                r -> r.openIDConnectProviderArn(ARN).thumbprintList(thumbprint));
        iam.tagOpenIDConnectProvider(r -> r.openIDConnectProviderArn(ARN).tags(tag));

        var provider = iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(ARN));
        assertThat(provider.clientIDList()).containsExactly("other");
        assertThat(provider.thumbprintList()).containsExactly(thumbprint);
        assertThat(iam.listOpenIDConnectProviderTags(r -> r.openIDConnectProviderArn(ARN))
                        .tags())
                .containsExactly(tag);
    }

    @Test
    void bad_urls_bad_thumbprints_and_too_many_providers_are_refused() {
        assertThatExceptionOfType(IamException.class)
                .isThrownBy(() -> iam.createOpenIDConnectProvider(r -> r.url("http://issuer.example")))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"));
        assertThatExceptionOfType(IamException.class)
                .isThrownBy(
                        () -> iam.createOpenIDConnectProvider(r -> r.url(URL).thumbprintList("short")))
                .withMessageContaining("Member must have length 40");
        create();
        iam.createOpenIDConnectProvider(r -> r.url(URL + "1"));
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> iam.createOpenIDConnectProvider(r -> r.url(URL + "2")))
                .withMessageContaining("OpenIdConnectProvidersPerAccount: 2");
    }

    @Test
    void a_deleted_provider_is_gone() {
        create();
        iam.deleteOpenIDConnectProvider(r -> r.openIDConnectProviderArn(ARN));

        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(ARN)))
                .withMessageContaining("OpenIDConnect Provider not found for arn " + ARN);
    }
}
