/**
 * What puppeteer itself would start Chromium with, headless (puppeteer-core 25.16, `defaultArgs`), but for its disabled features and for
 * `--disable-ipc-flooding-protection`: a page that changes its address without end would keep the whole process busy.
 * Written down, since Chromium starts before puppeteer is loaded; a test holds it to puppeteer's own list.
 */
const PUPPETEERS = [
  '--allow-pre-commit-input',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-extensions-with-background-pages',
  '--disable-crash-reporter',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-hang-monitor',
  '--disable-infobars',
  '--disable-popup-blocking',
  '--disable-prompt-on-repost',
  '--disable-renderer-backgrounding',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--enable-automation',
  '--export-tagged-pdf',
  '--force-color-profile=srgb',
  '--generate-pdf-document-outline',
  '--metrics-recording-only',
  '--no-first-run',
  '--password-store=basic',
  '--use-mock-keychain',
  '--enable-features=PdfOopif',
  '--headless=new',
  '--hide-scrollbars',
  '--mute-audio',
  '--disable-extensions',
] as const

/**
 * Features switched off, puppeteer's own among them. What they would do: start a second renderer for each context
 * (the WebUI three), load documents that our document interception does not see (prerender, prefetch, back-forward
 * cache, fenced frames and the auctions that fill them), rewrite addresses (HttpsUpgrades), put up surfaces that nobody looks at, or talk to Chromium's own services.
 */
const DISABLED_FEATURES = [
  'WebUIReloadButton',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'Prerender2',
  'SpeculationRulesPrefetchFuture',
  'SearchPrefetch',
  'BackForwardCache',
  'FencedFrames',
  'PrivacySandboxAdsAPIs',
  'SharedStorageAPI',
  'InterestGroupStorage',
  'NoStatePrefetch',
  'LoadingPredictorUseOptimizationGuide',
  'HttpsUpgrades',
  'HttpsFirstBalancedMode',
  'HttpsFirstBalancedModeAutoEnable',
  'DnsOverHttps',
  'DialMediaRouteProvider',
  'MediaRouter',
  'GlobalMediaControls',
  'CertificateTransparencyComponentUpdater',
  'AutofillServerCommunication',
  'AutofillEnableAccountWalletStorage',
  'PasswordManualFallbackAvailable',
  'FedCm',
  'WebPayments',
  'LensOverlay',
  'Translate',
  'OptimizationHints',
  'OptimizationGuideModelDownloading',
  'AutoDeElevate',
  'PaintHolding',
  'DestroyProfileOnBrowserClose',
  'PrivacySandboxSettings4',
  'InterestFeedContentSuggestions',
  'CalculateNativeWinOcclusion',
  'AcceptCHFrame',
  'ProcessPerSiteUpToMainFrameThreshold',
  'IsolateSandboxedIframes',
  // Ask www.google.com, through the context's own proxy, whether its AI search may be offered (Chromium 140 and later).
  'AimEnabled',
  'AimServerRequestOnStartupEnabled',
] as const

/** Switches on top of puppeteer's own. */
const SWITCHES = [
  // WebRTC without UDP: only through the proxy, which carries none. The older --force-… name does nothing in 156.
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  // Chromium resolves nothing itself: names go to the egress port as they are.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  '--disable-quic',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-field-trial-config',
  '--disable-search-engine-choice-screen',
  '--no-default-browser-check',
  // Nobody sees a first page: its window and renderer are a quarter of the start (docs/decisions/0014).
  '--no-startup-window',
  '--no-pings',
  '--no-service-autorun',
  '--disable-print-preview',
  '--disable-notifications',
  '--disable-speech-api',
  '--disable-presentation-api',
  '--disable-remote-playback-api',
  '--unsafely-disable-devtools-self-xss-warnings',
  '--disable-external-intent-requests',
] as const

/**
 * A default search engine that is nobody's. Whatever Chromium asks of its search engine unbidden (suggestions, and whether AI
 * search may be offered) goes out through the proxy of the context, and each version has found something new to ask.
 */
const NO_SEARCH_ENGINE = {
  ...{ short_name: 'none', keyword: 'none', url: 'http://search.invalid/?q={searchTerms}', suggestions_url: '' },
  ...{ id: '100', sync_guid: '00000000-0000-4000-8000-000000000000', prepopulate_id: 0, is_active: 1 },
  ...{ safe_for_autoreplace: false, date_created: '0', last_modified: '0' },
}

/** What the Preferences file of a profile says; read by every browser context of the process. */
export const PREFERENCES = {
  default_search_provider_data: { template_url_data: NO_SEARCH_ENGINE },
  // 2: never prefetch, preconnect or prerender.
  net: { network_prediction_options: 2 },
  credentials_enable_service: false,
  credentials_enable_autosignin: false,
  profile: { password_manager_enabled: false, password_manager_leak_detection: false },
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  translate: { enabled: false },
  search: { suggest_enabled: false },
  alternate_error_pages: { enabled: false },
  safebrowsing: { enabled: false, enhanced: false },
  webrtc: { ip_handling_policy: 'disable_non_proxied_udp' },
  // 3: all downloads are refused, whatever the DevTools protocol was told.
  download_restrictions: 3,
} as const

/**
 * What the Local State file of a profile says; read by the whole process. No HTTP authentication is done: a 401 is shown as it is,
 * where Chromium would wait for credentials that nobody types, and hold up the page's load for a picture of it.
 */
export const LOCAL_STATE = { auth: { schemes: 'none' } } as const

/** Speaks the DevTools protocol on file descriptors 3 and 4, so that it ends when we do. */
export const PIPE = '--remote-debugging-pipe'

const FEATURES_SWITCH = '--disable-features='

const isFeatures = (flag: string) => flag.startsWith(FEATURES_SWITCH)

/**
 * The whole command line of Chromium behind the executable's name: puppeteer's, ours, the operator's. All lists of
 * disabled features become one, because Chromium heeds only the last.
 * @param options.extra CHAPERONE_CHROMIUM_ARGS, each one switch
 */
export const chromiumFlags = (options: {
  readonly profile: string
  readonly sandbox: 'required' | 'off'
  readonly extra: readonly string[]
}): string[] => {
  const given = [...PUPPETEERS, ...SWITCHES, ...options.extra].filter(
    flag => options.sandbox === 'off' || !flag.startsWith('--no-sandbox'),
  )
  const features = new Set<string>(DISABLED_FEATURES)
  for (const flag of given.filter(isFeatures)) {
    for (const feature of flag.slice(FEATURES_SWITCH.length).split(',')) if (feature) features.add(feature)
  }
  return [
    ...given.filter(flag => !isFeatures(flag)),
    `${FEATURES_SWITCH}${[...features].join(',')}`,
    ...(options.sandbox === 'off' ? ['--no-sandbox'] : []),
    PIPE,
    `--user-data-dir=${options.profile}`,
  ]
}
