/**
 * How sites describe their password rules, as parts of expressions over text without accents in lower case (see
 * toHint). `N` stands for a number, by which the expressions are built.
 */
export const PASSWORD_WORDS = {
  /** What is counted. */
  characters:
    'characters?|chars?|symbols|letters|digits long|zeichen|stellen|caracteres?|carateres|signes|caratteri|tekens|karakters|znak(?:i|ow|u)?|文字|桁|字符|字|자|znaku',
  atLeast:
    'at least|a minimum of|minimum of|minimum(?: length)?(?: is)?:?|min\\.?:?|no less than|not less than|no fewer than|>=|≥|mindestens|mind\\.?|wenigstens|au moins|(?:au )?minimum(?: de)?|al menos|(?:un )?minimo(?: de| di)?|como minimo|por lo menos|pelo menos|no minimo|almeno|minimaal|ten ?minste|minstens|co najmniej|przynajmniej|最低|最少|至少|최소',
  orMore:
    '\\+|or more|or longer|and above|minimum|min\\.?|at least|oder mehr|oder langer|mindestens|ou plus|au moins|o mas|ou mais|o piu|of meer|lub wiecej|以上|이상|或更多|或以上',
  atMost:
    'at most|a maximum of|maximum of|maximum(?: length)?(?: is)?:?|max\\.?:?|no more than|not more than|no longer than|up to|<=|≤|hochstens|maximal|bis zu|au plus|(?:au )?maximum(?: de)?|como maximo|maximo(?: de)?|hasta|no maximo|ate|al massimo|massimo(?: di)?|fino a|maximaal|hoogstens|ten hoogste|maksymalnie|najwyzej|maksimum|最大|最多|최대',
  orLess:
    'or less|or fewer|maximum|max\\.?|oder weniger|ou moins|o menos|ou menos|o meno|of minder|以内|以下|まで|이하',
  between: '-|–|—|to|and|through|bis|und|a|et|y|e|ed|i|do|tot|en|~|〜|～|から|至|到',
  more: 'more than|longer than|greater than|mehr als|langer als|plus de|mas de|mais de|piu di|meer dan|wiecej niz',
  upper:
    'upper ?-?case|capital|upper|grossbuchstabe\\w*|gross-? ?(?:und|&|/|oder)|gross- |majuscules?|mayusculas?|maiuscol[aeoi]|maiuscul[aeo]s?|hoofdletters?|wielk\\w+ liter\\w*|duz\\w+ liter\\w*|大文字|大写|대문자',
  lower:
    'lower ?-?case|small letter|kleinbuchstabe\\w*|klein-|minuscules?|minusculas?|minuscol[aeo]|kleine letters?|mal\\w+ liter\\w*|小文字|小写|소문자',
  digit:
    'numbers?|numerals?|numeric|digits?|zahl(?:en)?|ziffern?|chiffres?|numeros?|digitos?|cifr[aey]s?|numer[iy]?|cijfers?|getal(?:len)?|cyfr\\w*|数字|숫자',
  special:
    'special|symbols?|punctuation|non-?alphanumeric|sonderzeichen|satzzeichen|caracteres? specia\\w+|speciaux|especia\\w+|simbolos?|simbol[oi]|speciali?|specia(?:al|le) tekens?|leestekens?|znak\\w* specjaln\\w+|specjaln\\w+|記号|特殊文字|特殊字符|符号|특수',
  letter: 'letters?|alphabetic|buchstaben?|lettres?|letras?|letter[ae]|liter\\w*|英字|字母|영문',
  alphanumeric:
    'alphanumeric|alphanumerisch\\w*|alphanumeriques?|alfanumeric\\w+|alfanumeriek\\w*|alfanumeryczn\\w+|英数字',
  negation:
    "\\bno\\b|\\bnot\\b|without|cannot|can't|don't|mustn't|\\bkeine?n?\\b|ohne|nicht|\\bsans\\b|pas de|\\bne\\b|\\bsin\\b|\\bsem\\b|\\bnao\\b|senza|\\bnon\\b|\\bgeen\\b|zonder|\\bniet\\b|\\bbez\\b|\\bnie\\b|不可|できません|使えません|不能",
  only: '\\bonly\\b|\\bnur\\b|uniquement|seulement|\\bsolo\\b|solamente|apenas|somente|soltanto|alleen|uitsluitend|tylko|wylacznie|のみ|だけ|只能|仅',
  password:
    'password|passwor[td]|kennwort|mot de passe|contrasena|clave|senha|palavra-?passe|wachtwoord|haslo|parola|パスワード|密码|비밀번호|passphrase',
  other:
    'username|user name|benutzername|identifiant|usuario|utente|gebruikersnaam|nazwa uzytkownika|ユーザ|e-?mail|phone|telefon',
} as const
