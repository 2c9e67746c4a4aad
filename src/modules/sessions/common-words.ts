/**
 * Words that controls of any site are named with. Deliberately without nouns that say what an account holds, and without
 * digits: an agent that may not read still has to find its way.
 */
const COMMON_WORDS = new Set(
  `a about accept account add advanced agree all an and apply approve archive ask at attach back browse by calendar cancel
  change chat check choose clear click close collapse comment compose confirm contact continue copy create dashboard
  date day decline default delete deny details disable dismiss done download draft edit email empty enable enter exit expand
  export favourite favorite file filter find finish first follow for forgot forward from full get go help hide home image import in
  inbox info invite item items join keep label language last learn less like link list load location log login logout
  mark menu message messages month more move my name navigation new next no not notifications now of off ok okay old on open
  option options or order other out overview page password paste pause pay photo pin play post preferences preview previous
  print privacy profile publish quit read refresh register reject reload remember remove rename reply report reset resend
  restore resume retry save schedule screen search see select send settings share show sign signin signout signup skip sort
  star start status stop submit subscribe support switch tab terms the this time to today toggle tomorrow top try turn
  undo unfollow unsubscribe up update upload use user username verify view week with year yes you your zoom
  abbrechen abmelden ändern anmelden bearbeiten bestätigen einstellungen hilfe löschen neu öffnen schließen senden speichern
  suchen weiter zurück accepter ajouter aide annuler chercher connexion continuer créer déconnexion enregistrer envoyer fermer
  modifier paramètres précédent rechercher retour suivant supprimer aceptar agregar añadir atrás ayuda buscar cancelar cerrar
  configuración continuar crear editar eliminar enviar guardar salir siguiente sesión iniciar`.split(/\s+/),
)

const EDGES = /^[^\p{L}]+|[^\p{L}]+$/gu

/** Whether a word, whatever its case and the punctuation around it, is one of those; anything with a digit in it is not. */
export const isCommonWord = (word: string): boolean =>
  !/\p{N}/u.test(word) && COMMON_WORDS.has(word.toLowerCase().replace(EDGES, ''))
