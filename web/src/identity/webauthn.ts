import { Refusal } from "@/contract/problem";

/** Options as the server writes them: binary members are base64url. */
type Options = Record<string, unknown>;
type Credential = Record<string, unknown>;

export function hasPasskeys() {
  return typeof PublicKeyCredential !== "undefined" && Boolean(navigator.credentials);
}

/** Asks the browser for a new passkey. */
export async function createPasskey(options: Options): Promise<Credential> {
  const { user, excludeCredentials, ...rest } = options as {
    user: { id: string; name: string; displayName: string };
    excludeCredentials: { id: string; type: "public-key" }[];
  };
  return asked(() =>
    navigator.credentials.create({
      publicKey: {
        ...(rest as unknown as PublicKeyCredentialCreationOptions),
        challenge: bytes(String(options.challenge)),
        user: { ...user, id: bytes(user.id) },
        excludeCredentials: excludeCredentials.map((known) => ({ ...known, id: bytes(known.id) })),
      },
    }),
  );
}

/** Asks the browser to use a passkey. */
export async function askPasskey(options: Options): Promise<Credential> {
  const allowed = (options.allowCredentials ?? []) as { id: string; type: "public-key" }[];
  return asked(() =>
    navigator.credentials.get({
      publicKey: {
        ...(options as unknown as PublicKeyCredentialRequestOptions),
        challenge: bytes(String(options.challenge)),
        allowCredentials: allowed.map((known) => ({ ...known, id: bytes(known.id) })),
      },
    }),
  );
}

async function asked(ask: () => Promise<globalThis.Credential | null>): Promise<Credential> {
  try {
    const credential = (await ask()) as PublicKeyCredential | null;
    if (credential) return written(credential);
  } catch (error) {
    if (error instanceof DOMException && error.name === "InvalidStateError")
      throw refused("This device has a passkey for your account already.");
  }
  throw refused("The passkey was not used. Try again, or sign in another way.");
}

function refused(detail: string) {
  return new Refusal({ status: 0, code: "passkey_not_used", title: "No passkey", detail });
}

function written(credential: PublicKeyCredential): Credential {
  const { response } = credential;
  const common = {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
    ...(credential.authenticatorAttachment ? { authenticatorAttachment: credential.authenticatorAttachment } : {}),
  };
  const clientDataJSON = text(response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse)
    return {
      ...common,
      response: {
        clientDataJSON,
        attestationObject: text(response.attestationObject),
        transports: response.getTransports?.() ?? [],
      },
    };
  const used = response as AuthenticatorAssertionResponse;
  return {
    ...common,
    response: {
      clientDataJSON,
      authenticatorData: text(used.authenticatorData),
      signature: text(used.signature),
      ...(used.userHandle ? { userHandle: text(used.userHandle) } : {}),
    },
  };
}

function bytes(base64url: string) {
  const plain = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
