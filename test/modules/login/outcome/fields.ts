/** What a form is written in. */
export interface Words {
  readonly lang: string
  readonly title: string
  readonly who: string
  readonly secret: string
  readonly send: string
  readonly wrong: string
}

export const WORDS = {
  en: {
    lang: 'en',
    title: 'Sign in',
    who: 'Email',
    secret: 'Password',
    send: 'Sign in',
    wrong: 'Wrong email or password.',
  },
  de: {
    lang: 'de',
    title: 'Anmelden',
    who: 'E-Mail-Adresse',
    secret: 'Passwort',
    send: 'Anmelden',
    wrong: 'Die Zugangsdaten sind falsch.',
  },
  fr: {
    lang: 'fr',
    title: 'Connexion',
    who: 'Adresse e-mail',
    secret: 'Mot de passe',
    send: 'Se connecter',
    wrong: 'Identifiants incorrects.',
  },
  es: {
    lang: 'es',
    title: 'Iniciar sesión',
    who: 'Correo electrónico',
    secret: 'Contraseña',
    send: 'Entrar',
    wrong: 'La contraseña no es correcta.',
  },
  it: {
    lang: 'it',
    title: 'Accedi',
    who: 'Email',
    secret: 'Password',
    send: 'Accedi',
    wrong: 'Credenziali non valide.',
  },
  pt: {
    lang: 'pt',
    title: 'Entrar',
    who: 'E-mail',
    secret: 'Senha',
    send: 'Entrar',
    wrong: 'E-mail ou senha inválidos.',
  },
  nl: {
    lang: 'nl',
    title: 'Inloggen',
    who: 'E-mailadres',
    secret: 'Wachtwoord',
    send: 'Inloggen',
    wrong: 'Onjuist wachtwoord.',
  },
  pl: {
    lang: 'pl',
    title: 'Logowanie',
    who: 'Adres e-mail',
    secret: 'Hasło',
    send: 'Zaloguj się',
    wrong: 'Nieprawidłowe hasło.',
  },
  sv: {
    lang: 'sv',
    title: 'Logga in',
    who: 'E-post',
    secret: 'Lösenord',
    send: 'Logga in',
    wrong: 'Fel lösenord.',
  },
  ru: {
    lang: 'ru',
    title: 'Вход',
    who: 'Электронная почта',
    secret: 'Пароль',
    send: 'Войти',
    wrong: 'Неверный пароль.',
  },
  tr: {
    lang: 'tr',
    title: 'Giriş',
    who: 'E-posta',
    secret: 'Parola',
    send: 'Giriş yap',
    wrong: 'Parola hatalı.',
  },
  ja: {
    lang: 'ja',
    title: 'ログイン',
    who: 'メールアドレス',
    secret: 'パスワード',
    send: 'ログイン',
    wrong: 'パスワードが正しくありません。',
  },
  zh: { lang: 'zh', title: '登录', who: '邮箱', secret: '密码', send: '登录', wrong: '用户名或密码错误。' },
  ar: {
    lang: 'ar',
    title: 'تسجيل الدخول',
    who: 'البريد الإلكتروني',
    secret: 'كلمة المرور',
    send: 'تسجيل الدخول',
    wrong: 'كلمة المرور غير صحيحة.',
  },
} as const satisfies Record<string, Words>

/** How the two fields and the button are marked up; `m` is where an error text goes. Each as another library would write it. */
export const FIELDS: readonly ((words: Words) => string)[] = [
  w =>
    `<label>${w.who} <input name="email" type="email"></label><label>${w.secret} <input name="password" type="password"></label><p id="m" role="alert"></p><button>${w.send}</button>`,
  w =>
    `<table><tr><td>${w.who}:</td><td><input name="email"></td></tr><tr><td>${w.secret}:</td><td><input type="password" name="password"></td></tr></table><font color="red" id="m"></font><input type="submit" value="${w.send}">`,
  w =>
    `<div class="form-floating mb-3"><input id="floatingInput" name="email" type="email" class="form-control" placeholder=" "><label for="floatingInput">${w.who}</label></div><div class="form-floating"><input id="floatingPassword" name="password" type="password" class="form-control" placeholder=" "><label for="floatingPassword">${w.secret}</label></div><div class="invalid-feedback d-block" id="m"></div><button class="btn btn-primary w-100" type="submit">${w.send}</button>`,
  w =>
    `<div class="MuiFormControl-root"><label class="MuiInputLabel-root" for=":r1:">${w.who}</label><div class="MuiInputBase-root"><input id=":r1:" name="email" class="MuiInputBase-input"><fieldset aria-hidden="true"><legend><span>${w.who}</span></legend></fieldset></div></div><div class="MuiFormControl-root"><label class="MuiInputLabel-root" for=":r2:">${w.secret}</label><div class="MuiInputBase-root"><input id=":r2:" name="password" type="password" class="MuiInputBase-input"></div><p class="MuiFormHelperText-root Mui-error" id="m"></p></div><button class="MuiButton-root" type="submit" tabindex="0">${w.send}<span class="MuiTouchRipple-root"></span></button>`,
  w =>
    `<div class="ant-form-item"><span class="ant-input-affix-wrapper"><span class="ant-input-prefix" role="img" aria-label="user">☺</span><input class="ant-input" name="email" placeholder="${w.who}"></span></div><div class="ant-form-item"><span class="ant-input-affix-wrapper"><input class="ant-input" name="password" type="password" placeholder="${w.secret}"></span><div class="ant-form-item-explain" id="m"></div></div><button type="submit" class="ant-btn"><span>${w.send}</span></button>`,
  w =>
    `<dl><dt><label for="u">${w.who}</label></dt><dd><input id="u" name="email"></dd><dt><label for="p">${w.secret}</label></dt><dd><input id="p" name="password" type="password"></dd></dl><div class="messages" id="m"></div><button type="submit" name="op" value="1">${w.send}</button>`,
  w =>
    `<div class="field"><p class="control has-icons-left"><input class="input" type="email" name="email" placeholder="${w.who}" autocomplete="username"></p></div><div class="field"><p class="control"><input class="input" type="password" name="password" placeholder="${w.secret}" autocomplete="current-password"></p></div><p class="help is-danger" id="m"></p><div class="field"><button class="button is-link">${w.send}</button></div>`,
  w =>
    `<fieldset><legend>${w.title}</legend><ul style="list-style:none"><li><span id="l1">${w.who}</span><input aria-labelledby="l1" name="email"></li><li><span id="l2">${w.secret}</span><input aria-labelledby="l2" name="password" type="password"></li></ul></fieldset><output id="m"></output><button>${w.send}</button>`,
  w =>
    `<p>${w.who}<br><input name="email" size="30"></p><p>${w.secret}<br><input name="password" type="password" size="30"></p><p id="m"></p><p><input type="submit" name="submit" value="${w.send}"></p>`,
  w =>
    `<div class="v-input"><div class="v-field"><label class="v-label" for="input-0">${w.who}</label><input id="input-0" name="email" type="text" size="1"></div><div class="v-messages"></div></div><div class="v-input"><div class="v-field"><label class="v-label" for="input-2">${w.secret}</label><input id="input-2" name="password" type="password"></div><div class="v-messages" aria-live="polite" id="m"></div></div><button type="submit" class="v-btn"><span class="v-btn__overlay"></span><span class="v-btn__content">${w.send}</span></button>`,
  w =>
    `<div class="space-y-4"><div><label class="sr-only" for="email-address" style="position:absolute;width:1px;height:1px;overflow:hidden">${w.who}</label><input id="email-address" name="email" type="email" required placeholder="${w.who}"></div><div><input name="password" type="password" required placeholder="${w.secret}" aria-label="${w.secret}"></div></div><div class="text-red-500" id="m"></div><button type="submit" class="bg-indigo-600">${w.send}</button>`,
  w =>
    `<div class="ui-fluid grid"><div class="col-4">${w.who}</div><div class="col-8"><input pinputtext class="p-inputtext" name="email"></div><div class="col-4">${w.secret}</div><div class="col-8"><span class="p-password"><input class="p-inputtext" name="password" type="password"></span></div></div><small class="p-error" id="m"></small><button class="p-button p-component"><span class="p-button-label">${w.send}</span></button>`,
]
